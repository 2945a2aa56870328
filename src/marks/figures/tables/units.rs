//! Units of measure.
//!
//! Codes follow the Unified Code for Units of Measure (UCUM, case-sensitive), in its plainest form. A row is a unit;
//! a row with prefixes stands for all their combinations too ("km" from "m").

/// What a unit measures, as far as the grammar treats it differently.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Measure {
    /// Length: may be squared, cubed, or divided by a time.
    Length,
    /// A temperature.
    Temperature,
    /// A time.
    Time,
    /// Anything else.
    Other,
}

/// When a symbol may be taken for the unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Evidence {
    /// Whenever it follows a number.
    Any,
    /// Only written onto digits ("12in", "5c"), never apart.
    Glued,
}

/// A row of the table.
#[derive(Debug)]
pub(in super::super) struct Row {
    /// UCUM code.
    pub(in super::super) code: &'static str,
    /// The singular in British spelling.
    pub(in super::super) name: &'static str,
    /// What it measures.
    pub(in super::super) measure: Measure,
    /// Words for it, lower case, the name included; an underscore is a space between two lexemes.
    pub(in super::super) words: &'static str,
    /// Symbols, exact case.
    pub(in super::super) symbols: &'static str,
    /// When a symbol counts.
    pub(in super::super) evidence: Evidence,
    /// Prefixes that it takes, as letters of [`PREFIXES`].
    pub(in super::super) prefixes: &'static str,
}

/// SI prefixes: letter, name.
pub(in super::super) const PREFIXES: &[(char, &str)] = &[
    ('n', "nano"),
    ('µ', "micro"),
    ('m', "milli"),
    ('c', "centi"),
    ('d', "deci"),
    ('h', "hecto"),
    ('k', "kilo"),
    ('M', "mega"),
    ('G', "giga"),
    ('T', "tera"),
    ('P', "peta"),
];

use Evidence::{Any, Glued};
use Measure::{Length, Other, Temperature, Time};

const fn row(
    code: &'static str,
    name: &'static str,
    measure: Measure,
    words: &'static str,
    symbols: &'static str,
    evidence: Evidence,
    prefixes: &'static str,
) -> Row {
    Row { code, name, measure, words, symbols, evidence, prefixes }
}

/// The table.
#[rustfmt::skip]
pub(in super::super) const UNITS: &[Row] = &[
    // Length
    row("m", "metre", Length, "metre metres meter meters", "m", Any, "nµmcdk"),
    row("pm", "picometre", Length, "picometre picometres picometer picometers", "", Any, ""),
    row("[in_i]", "inch", Length, "inch inches", "″", Any, ""),
    row("[in_i]", "inch", Length, "", "in", Glued, ""),
    row("[ft_i]", "foot", Length, "foot feet", "ft ′", Any, ""),
    row("[yd_i]", "yard", Length, "yard yards", "yd yds", Any, ""),
    row("[mi_i]", "mile", Length, "mile miles", "mi", Any, ""),
    row("[nmi_i]", "nautical mile", Length, "nautical_mile nautical_miles", "nmi", Any, ""),
    row("[fth_i]", "fathom", Length, "fathom fathoms", "", Any, ""),
    row("[fur_us]", "furlong", Length, "furlong furlongs", "", Any, ""),
    row("[ly]", "light year", Length, "lightyear lightyears light_year light_years light_-_year light_-_years", "ly", Any, ""),
    row("pc", "parsec", Other, "parsec parsecs", "", Any, ""),
    // Area
    row("har", "hectare", Other, "hectare hectares", "ha", Any, ""),
    row("[acr_us]", "acre", Other, "acre acres", "", Any, ""),
    row("[sft_i]", "square foot", Other, "sqft", "", Any, ""),
    row("m2", "square metre", Other, "sqm", "", Any, ""),
    // Volume
    row("L", "litre", Other, "litre litres liter liters", "l L", Any, "µmcd"),
    row("[gal_us]", "gallon", Other, "gallon gallons", "gal", Any, ""),
    row("[pt_us]", "pint", Other, "pint pints", "", Any, ""),
    row("[qt_us]", "quart", Other, "quart quarts", "", Any, ""),
    row("[bbl_us]", "barrel", Other, "barrel barrels", "bbl bpd", Any, ""),
    row("[cup_us]", "cup", Other, "cup cups", "", Any, ""),
    row("[tbs_us]", "tablespoon", Other, "tablespoon tablespoons tbsp", "", Any, ""),
    row("[tsp_us]", "teaspoon", Other, "teaspoon teaspoons tsp", "", Any, ""),
    row("[bu_us]", "bushel", Other, "bushel bushels", "", Any, ""),
    row("[acr_us].[ft_i]", "acre-foot", Other, "acre_-_foot acre_-_feet acre_feet", "", Any, ""),
    row("{cc}", "cubic centimetre", Other, "", "cc", Any, ""),
    // Mass
    row("g", "gram", Other, "gram grams gramme grammes", "g gm", Any, "nµmk"),
    row("t", "tonne", Other, "tonne tonnes", "t", Glued, ""),
    row("[foz_us]", "fluid ounce", Other, "fluid_ounce fluid_ounces fl_oz", "", Any, ""),
    row("t", "tonne", Other, "metric_ton metric_tons metric_tonne metric_tonnes", "", Any, ""),
    row("[ston_av]", "ton", Other, "ton tons", "", Any, ""),
    row("[lb_av]", "pound", Other, "pound pounds", "lb lbs", Any, ""),
    row("[oz_av]", "ounce", Other, "ounce ounces", "oz", Any, ""),
    row("[stone_av]", "stone", Other, "stone", "", Any, ""),
    row("[dr_av]", "dram", Other, "dram drams", "", Any, ""),
    row("kg", "kilogram", Other, "kilo kilos", "kgs", Any, ""),
    row("Mt", "megatonne", Other, "megatonne megatonnes megaton megatons", "", Any, ""),
    row("kt", "kilotonne", Other, "kilotonne kilotonnes kiloton kilotons", "", Any, ""),
    row("[car_m]", "carat", Other, "carat carats karat karats", "", Any, ""),
    row("[grain]", "grain", Other, "", "", Any, ""),
    // Speed
    row("[mi_i]/h", "mile per hour", Other, "mph m.p.h", "", Any, ""),
    row("km/h", "kilometre per hour", Other, "kph kmph kmh", "", Any, ""),
    row("[kn_i]", "knot", Other, "knot knots", "kt kts", Any, ""),
    row("{mach}", "mach", Other, "", "", Any, ""),
    // Fuel economy
    row("[mi_i]/[gal_us]", "mile per gallon", Other, "mpg m.p.g", "", Any, ""),
    // Power, energy, force, pressure, torque
    row("W", "watt", Other, "watt watts", "W", Any, "mkMGT"),
    row("W.h", "watt-hour", Other, "watt_-_hour watt_-_hours watt_hour watt_hours", "Wh", Any, "kMGT"),
    row("J", "joule", Other, "joule joules", "J", Any, "kMGT"),
    row("cal", "calorie", Other, "calorie calories", "cal", Any, "k"),
    row("[HP]", "horsepower", Other, "horsepower hp bhp", "PS", Any, ""),
    row("N", "newton", Other, "newton newtons", "N", Any, "kM"),
    row("N.m", "newton-metre", Other, "newton_-_metres newton_-_meters newton_metres newton_meters", "Nm", Any, ""),
    row("[lbf_av].[ft_i]", "pound-foot", Other, "lb_-_ft pound_-_feet pound_-_foot foot_-_pounds lb_ft", "", Any, ""),
    row("Pa", "pascal", Other, "pascal pascals", "Pa", Any, "hkMG"),
    row("bar", "bar", Other, "", "bar", Any, "m"),
    row("[psi]", "pound per square inch", Other, "psi pounds_per_square_inch", "", Any, ""),
    row("k[psi]", "kilopound per square inch", Other, "ksi", "", Any, ""),
    row("mm[Hg]", "millimetre of mercury", Other, "", "mmHg", Any, ""),
    row("[Btu]", "British thermal unit", Other, "btu btus", "", Any, ""),
    row("{g-force}", "g-force", Other, "gs", "", Any, ""),
    // Electricity, light, sound, radiation
    row("V", "volt", Other, "volt volts", "V", Any, "mkM"),
    row("A", "ampere", Other, "ampere amperes amp amps", "A", Glued, "mk"),
    row("A.h", "ampere-hour", Other, "", "Ah", Any, "m"),
    row("Ohm", "ohm", Other, "ohm ohms", "Ω", Any, "kM"),
    row("F", "farad", Other, "farad farads", "", Any, "nµm"),
    row("Hz", "hertz", Other, "hertz", "Hz HZ hz", Any, "kMGT"),
    row("lm", "lumen", Other, "lumen lumens", "lm", Any, ""),
    row("cd", "candela", Other, "candela candelas", "", Any, ""),
    row("lx", "lux", Other, "lux", "", Any, ""),
    row("[nit]", "nit", Other, "nit nits", "", Any, ""),
    row("dB", "decibel", Other, "decibel decibels", "dB db", Any, ""),
    row("Sv", "sievert", Other, "sievert sieverts", "Sv", Any, "µm"),
    row("Gy", "gray", Other, "", "Gy", Any, "m"),
    row("Bq", "becquerel", Other, "becquerel becquerels", "Bq", Any, "kMGT"),
    row("[R]", "roentgen", Other, "roentgen roentgens", "", Any, ""),
    row("T", "tesla", Other, "teslas", "", Any, ""),
    row("mol", "mole", Other, "mole moles", "mol", Any, "nµm"),
    // Data
    row("By", "byte", Other, "byte bytes", "", Glued, ""),
    row("kBy", "kilobyte", Other, "", "KB kB", Any, ""),
    row("MBy", "megabyte", Other, "", "MB", Any, ""),
    row("GBy", "gigabyte", Other, "gig gigs", "GB", Any, ""),
    row("TBy", "terabyte", Other, "", "TB", Any, ""),
    row("PBy", "petabyte", Other, "", "PB", Any, ""),
    row("KiBy", "kibibyte", Other, "kibibyte kibibytes", "KiB kiB", Any, ""),
    row("MiBy", "mebibyte", Other, "mebibyte mebibytes", "MiB", Any, ""),
    row("GiBy", "gibibyte", Other, "gibibyte gibibytes", "GiB", Any, ""),
    row("TiBy", "tebibyte", Other, "tebibyte tebibytes", "TiB", Any, ""),
    row("bit", "bit", Other, "bit bits", "bit", Any, "kMGT"),
    row("Mbit/s", "megabit per second", Other, "mbps", "Mbps", Any, ""),
    row("Gbit/s", "gigabit per second", Other, "gbps", "Gbps", Any, ""),
    row("{pixel}", "pixel", Other, "pixel pixels px", "", Any, ""),
    row("M{pixel}", "megapixel", Other, "megapixel megapixels mp", "MP", Any, ""),
    row("{frame}/s", "frame per second", Other, "fps", "", Any, ""),
    row("{token}", "token", Other, "token tokens", "", Any, ""),
    // Rates and shares
    row("{revolution}/min", "revolutions per minute", Other, "rpm", "", Any, ""),
    row("{beat}/min", "beat per minute", Other, "bpm", "", Any, ""),
    row("[ppm]", "part-per-million", Other, "ppm", "", Any, ""),
    row("[ppb]", "parts-per-billion", Other, "ppb", "", Any, ""),
    // Angle
    row("deg", "degree", Temperature, "degree degrees deg", "°", Any, ""),
    row("'", "arcminute", Other, "arcminute arcminutes", "", Any, ""),
    row("''", "arcsecond", Other, "arcsecond arcseconds", "", Any, ""),
    // Temperature
    row("Cel", "degree Celsius", Temperature, "celsius celcius centigrade centigrate", "℃ degC", Any, ""),
    row("Cel", "degree Celsius", Temperature, "", "C", Any, ""),
    row("[degF]", "degree Fahrenheit", Temperature, "fahrenheit farenheit", "℉ degF", Any, ""),
    row("K", "kelvin", Temperature, "kelvin kelvins", "", Any, ""),
    // Time beyond the languages' own words
    row("s", "second", Time, "", "s", Any, ""),
    row("ms", "millisecond", Time, "millisecond milliseconds", "ms", Any, ""),
    row("us", "microsecond", Time, "microsecond microseconds", "µs", Any, ""),
    row("ns", "nanosecond", Time, "nanosecond nanoseconds", "ns", Any, ""),
    row("h", "hour", Time, "", "h", Any, ""),
    row("{night}", "night", Time, "night nights", "", Any, ""),
    // Counted in talk of markets
    row("{point}", "point", Other, "points", "pts", Any, ""),
    row("{times}", "count", Other, "times", "", Any, ""),
];
