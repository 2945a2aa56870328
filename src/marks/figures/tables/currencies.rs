//! Currencies: ISO 4217 codes with the names and signs that people write.

/// A row of the table.
#[derive(Debug)]
pub(in super::super) struct Currency {
    /// ISO 4217 code.
    pub(in super::super) code: &'static str,
    /// The singular, in English.
    pub(in super::super) name: &'static str,
    /// Words for it, lower case; several words are one phrase, phrases are parted by commas.
    pub(in super::super) words: &'static str,
    /// Signs and letters before or behind the number, exact case, parted by spaces.
    pub(in super::super) signs: &'static str,
    /// The country whose pages mean it by "$": the last part of a host name, or of a language tag.
    pub(in super::super) dollar_of: &'static str,
}

/// A coin: what it is called, and of which currencies.
#[derive(Debug)]
pub(in super::super) struct Minor {
    /// The singular.
    pub(in super::super) name: &'static str,
    /// Words for it, lower case.
    pub(in super::super) words: &'static str,
    /// Letters written onto digits ("50p").
    pub(in super::super) letter: &'static str,
    /// How many make one of the currency.
    pub(in super::super) hundred: f64,
}

const fn row(
    code: &'static str,
    name: &'static str,
    words: &'static str,
    signs: &'static str,
    dollar_of: &'static str,
) -> Currency {
    Currency { code, name, words, signs, dollar_of }
}

/// The table; the first row is what a bare "$" means where nothing else is known.
#[rustfmt::skip]
pub(in super::super) const CURRENCIES: &[Currency] = &[
    row("USD", "dollar", "dollar,dollars,us dollar,us dollars,american dollar,american dollars,bucks,buck,u.s dollars", "$ US$ U.S$", "us"),
    row("EUR", "euro", "euro,euros", "€", ""),
    row("GBP", "pound sterling", "pound,pounds,pound sterling,pounds sterling,quid,british pound,british pounds,sterling", "£ PS GB£", ""),
    row("JPY", "yen", "yen,japanese yen", "¥ JP¥ Y=", ""),
    row("CNY", "yuan", "yuan,renminbi,rmb,chinese yuan,kuai,元", "元 CN¥ RMB", ""),
    row("AUD", "Australian dollar", "australian dollar,australian dollars", "A$ AU$", "au"),
    row("CAD", "Canadian dollar", "canadian dollar,canadian dollars", "C$ CA$ Can$", "ca"),
    row("NZD", "New Zealand dollar", "new zealand dollar,new zealand dollars", "NZ$", "nz"),
    row("SGD", "Singapore dollar", "singapore dollar,singapore dollars,singaporean dollars", "S$ SG$", "sg"),
    row("HKD", "Hong Kong dollar", "hong kong dollar,hong kong dollars", "HK$", "hk"),
    row("TWD", "Taiwan dollar", "taiwan dollars,taiwanese dollars,new taiwan dollars", "NT$", "tw"),
    row("JMD", "Jamaican dollar", "jamaican dollars", "J$", "jm"),
    row("ZWL", "Zimbabwean dollar", "zimbabwean dollars", "ZW$ Z$", "zw"),
    row("CHF", "Swiss franc", "swiss franc,swiss francs,franc,francs", "SFr Fr", ""),
    row("SEK", "Swedish krona", "swedish krona,swedish kronor,krona,kronor", "", ""),
    row("NOK", "Norwegian krone", "norwegian krone,norwegian kroner,kroner", "", ""),
    row("DKK", "Danish krone", "danish krone,danish kroner", "", ""),
    row("ISK", "Icelandic krona", "icelandic krona,icelandic kronur", "", ""),
    row("CZK", "Czech koruna", "czech koruna,czech crowns,koruna,korunas", "Kč", ""),
    row("PLN", "zloty", "zloty,zlotys,polish zloty", "zł", ""),
    row("HUF", "forint", "forint,forints", "Ft", ""),
    row("RON", "leu", "romanian leu,romanian lei,lei", "", ""),
    row("BGN", "lev", "bulgarian lev,leva", "", ""),
    row("HRK", "kuna", "croatian kuna,kuna", "", ""),
    row("RSD", "dinar", "serbian dinar,serbian dinars,dinar,dinars", "", ""),
    row("RUB", "rouble", "rouble,roubles,ruble,rubles", "₽", ""),
    row("UAH", "hryvnia", "hryvnia,hryvnias", "₴", ""),
    row("TRY", "lira", "lira,liras,turkish lira", "₺", ""),
    row("ILS", "shekel", "shekel,shekels,israeli shekels", "₪ NIS", ""),
    row("SAR", "riyal", "riyal,riyals,saudi riyals", "", ""),
    row("AED", "dirham", "dirham,dirhams", "Dh Dhs", ""),
    row("QAR", "Qatari riyal", "qatari riyal,qatari riyals", "", ""),
    row("KWD", "Kuwaiti dinar", "kuwaiti dinar,kuwaiti dinars", "", ""),
    row("IRR", "rial", "rial,rials,iranian rials,toman,tomans", "", ""),
    row("EGP", "Egyptian pound", "egyptian pound,egyptian pounds", "E£", ""),
    row("NGN", "naira", "naira,nairas", "₦", ""),
    row("GHS", "cedi", "cedi,cedis", "₵ GH₵ GH¢", ""),
    row("KES", "Kenyan shilling", "kenyan shilling,kenyan shillings,shilling,shillings", "KSh Ksh KSh. Sh", ""),
    row("UGX", "Ugandan shilling", "ugandan shilling,ugandan shillings", "USh Shs", ""),
    row("TZS", "Tanzanian shilling", "tanzanian shilling,tanzanian shillings", "TSh", ""),
    row("ZAR", "rand", "rand,rands,south african rand", "", ""),
    row("ZMW", "kwacha", "kwacha,zambian kwacha", "", ""),
    row("ETB", "birr", "birr", "", ""),
    row("XOF", "CFA franc", "cfa franc,cfa francs", "CFA FCFA", ""),
    row("INR", "rupee", "rupee,rupees,indian rupee,indian rupees", "₹ Rs Re", ""),
    row("PKR", "Pakistani rupee", "pakistani rupee,pakistani rupees", "", ""),
    row("LKR", "Sri Lankan rupee", "sri lankan rupee,sri lankan rupees,ரூ", "ரூ", ""),
    row("NPR", "Nepalese rupee", "nepalese rupee,nepalese rupees,nepali rupees", "", ""),
    row("BDT", "taka", "taka", "৳ Tk", ""),
    row("MYR", "ringgit", "ringgit,ringgits,malaysian ringgit", "RM", ""),
    row("IDR", "rupiah", "rupiah,rupiahs", "Rp", ""),
    row("THB", "baht", "baht,thai baht", "฿", ""),
    row("VND", "dong", "dong,vietnamese dong", "₫", ""),
    row("PHP", "Philippine peso", "philippine peso,philippine pesos", "₱ Php", ""),
    row("KRW", "won", "south korean won,korean won", "₩", ""),
    row("KPW", "North Korean won", "north korean won", "", ""),
    row("MNT", "tugrik", "tugrik,tugriks", "₮", ""),
    row("LAK", "kip", "kip", "₭", ""),
    row("KHR", "riel", "riel,riels", "៛", ""),
    row("MMK", "kyat", "kyat,kyats", "", ""),
    row("KZT", "tenge", "tenge", "₸", ""),
    row("GEL", "lari", "lari", "₾", ""),
    row("AMD", "dram", "armenian dram,armenian drams", "֏", ""),
    row("AZN", "manat", "manat,manats", "₼", ""),
    row("AFN", "afghani", "afghani,afghanis", "؋", ""),
    row("BRL", "real", "reais,brazilian real,brazilian reals", "R$", ""),
    row("MXN", "peso", "peso,pesos,mexican peso,mexican pesos", "Mex$ MX$", "mx"),
    row("ARS", "Argentine peso", "argentine peso,argentine pesos,argentinian pesos", "AR$", "ar"),
    row("CLP", "Chilean peso", "chilean peso,chilean pesos", "CLP$", "cl"),
    row("COP", "Colombian peso", "colombian peso,colombian pesos", "COL$", ""),
    row("UYU", "Uruguayan peso", "uruguayan peso,uruguayan pesos", "", "uy"),
    row("PEN", "sol", "peruvian sol,peruvian soles", "S/", ""),
    row("CRC", "colón", "colón,colones,colon", "₡", ""),
    row("PYG", "guarani", "guarani,guaranis", "₲", ""),
    row("VES", "bolivar", "bolivar,bolivars", "", ""),
    row("ESP", "peseta", "peseta,pesetas", "₧", ""),
    row("DEM", "mark", "deutschmark,deutschmarks,deutsche mark,deutsche marks", "DM", ""),
    row("FRF", "French franc", "french franc,french francs", "", ""),
    row("ITL", "Italian lira", "italian lira,italian lire,lire", "", ""),
    row("IEP", "Irish pound", "irish pound,irish pounds", "IR£", ""),
    row("XBT", "bitcoin", "bitcoin,bitcoins", "₿ BTC", ""),
    row("ETH", "ether", "", "", ""),
];

/// Coins. Their amounts stay as they are said ("84.75 cents"), with the coin as unit.
#[rustfmt::skip]
pub(in super::super) const MINORS: &[Minor] = &[
    Minor { name: "cent", words: "cent cents centavos centimes centimos", letter: "c ¢", hundred: 100.0 },
    Minor { name: "penny", words: "penny pence pennies", letter: "p", hundred: 100.0 },
    Minor { name: "sen", words: "sen", letter: "", hundred: 100.0 },
    Minor { name: "paisa", words: "paise paisa", letter: "", hundred: 100.0 },
    Minor { name: "kopeck", words: "kopeck kopecks kopek kopeks", letter: "", hundred: 100.0 },
    Minor { name: "mao", words: "mao jiao", letter: "", hundred: 10.0 },
];
