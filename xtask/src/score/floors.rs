//! The floors of `tests/floors.toml`: how good each measure must stay.
//!
//! A table's name is a measure's, or what several begin with: the floors in `[names]` hold for
//! `names.one` and `names.other`, unless `[names.one]` has its own for the same figure.

use anyhow::{Context, Result, bail, ensure};
use toml::{Table, Value};

use crate::score::report::{Figure, Measure};

/// A measure this far above its floor is told of: the floor may be raised.
const WELL_ABOVE: f64 = 0.02;

/// The floors that were read.
#[derive(Debug)]
pub(crate) struct Floors(Vec<Floor>);

#[derive(Debug)]
struct Floor {
    /// The measure, or what its name begins with.
    measure: String,
    figure: String,
    least: f64,
}

/// What came of comparing measures with their floors; a sentence each.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    pub(crate) below: Vec<String>,
    pub(crate) raise: Vec<String>,
    /// The floors whose measure was not taken.
    pub(crate) unmeasured: Vec<String>,
    /// How many figures are at or above their floors.
    pub(crate) held: usize,
}

impl Floors {
    /// Reads the file's text.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let table: Table = toml::from_str(text)?;
        let mut floors = Vec::new();
        collect("", &table, &mut floors)?;
        Ok(Self(floors))
    }

    /// Compares each measure with the floors that hold for it.
    ///
    /// # Errors
    ///
    /// Where a floor is for a figure that its measure does not have.
    pub(crate) fn compare(&self, measures: &[Measure]) -> Result<Compared> {
        let mut compared = Compared::default();
        for floor in &self.0 {
            let mut taken = false;
            for measure in measures.iter().filter(|measure| floor.holds_for(&measure.name)) {
                taken = true;
                let value = figure(measure, &floor.figure)?;
                if !self.has_nearer(floor, &measure.name) {
                    floor.compare(&measure.name, value, &mut compared);
                }
            }
            if !taken {
                compared.unmeasured.push(format!("{} {}", floor.measure, floor.figure));
            }
        }
        Ok(compared)
    }

    /// Whether another floor for the same figure names more of the measure than this one.
    fn has_nearer(&self, floor: &Floor, measure: &str) -> bool {
        self.0.iter().any(|other| {
            other.figure == floor.figure && other.measure.len() > floor.measure.len() && other.holds_for(measure)
        })
    }
}

impl Floor {
    fn holds_for(&self, measure: &str) -> bool {
        measure.strip_prefix(self.measure.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    fn compare(&self, measure: &str, value: f64, compared: &mut Compared) {
        let Self { figure, least, .. } = self;
        // As printed: a figure that reads the same as its floor is not below it.
        let value = (value * 1e4).round() / 1e4;
        if value < *least {
            compared.below.push(format!("{measure} {figure} is {value:.4}, its floor {least}"));
            return;
        }
        compared.held += 1;
        if value >= least + WELL_ABOVE {
            compared
                .raise
                .push(format!("{measure} {figure} is {value:.4}, well above its floor {least}: raise the floor"));
        }
    }
}

fn figure(measure: &Measure, name: &str) -> Result<f64> {
    let found = measure.figures.iter().find(|(known, _)| known == name);
    match found {
        Some((_, Figure::Share(value))) => Ok(*value),
        Some((_, Figure::Count(_))) => bail!("{name} of {} is a count, not a share", measure.name),
        None => {
            let known: Vec<_> = measure.figures.iter().map(|(name, _)| name.as_str()).collect();
            bail!("{} has no figure {name}; it has {}", measure.name, known.join(", "))
        }
    }
}

fn collect(above: &str, table: &Table, floors: &mut Vec<Floor>) -> Result<()> {
    for (key, value) in table {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        if let Value::Table(inner) = value {
            collect(&path, inner, floors)?;
            continue;
        }
        let least = value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
        let least = least.with_context(|| format!("`{path}` is not a number"))?;
        ensure!((0.0..=1.0).contains(&least), "`{path}` is {least}; a floor is from 0 to 1");
        ensure!(!above.is_empty(), "`{path}` stands in no measure's table");
        floors.push(Floor { measure: above.to_owned(), figure: key.clone(), least });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measures() -> Vec<Measure> {
        vec![
            Measure::new("names.one").share("F1", 0.50).count("pages", 7),
            Measure::new("names.other").share("F1", 0.70),
        ]
    }

    fn compare(text: &str) -> Result<Compared> {
        Floors::parse(text)?.compare(&measures())
    }

    #[test]
    fn the_committed_floors_read() {
        let floors = Floors::parse(include_str!("../../../tests/floors.toml")).unwrap();
        assert!(floors.0.len() >= 7, "{floors:?}");
    }

    #[test]
    fn a_measure_below_its_floor_is_told_with_both_numbers() {
        let compared = compare("[names]\nF1 = 0.6").unwrap();
        assert_eq!(compared.below, ["names.one F1 is 0.5000, its floor 0.6"]);
        assert_eq!(compared.held, 1);
    }

    #[test]
    fn a_measure_at_its_floor_holds_and_one_well_above_asks_for_more() {
        let compared = compare("[names.one]\nF1 = 0.5\n[names.other]\nF1 = 0.6").unwrap();
        assert!(compared.below.is_empty());
        assert_eq!(compared.held, 2);
        assert_eq!(compared.raise.len(), 1);
        assert!(compared.raise[0].starts_with("names.other F1"), "{:?}", compared.raise);
    }

    #[test]
    fn the_nearer_floor_holds() {
        let compared = compare("[names]\nF1 = 0.6\n[names.one]\nF1 = 0.4").unwrap();
        assert!(compared.below.is_empty(), "{compared:?}");
        // `names.on` is no table of `names.one`.
        let compared = compare("[names.on]\nF1 = 0.9").unwrap();
        assert_eq!(compared.unmeasured, ["names.on F1"]);
    }

    #[test]
    fn a_floor_that_fits_nothing_is_refused() {
        assert!(compare("[names]\nF2 = 0.5").unwrap_err().to_string().contains("has no figure F2"));
        assert!(compare("[names.one]\npages = 0.5").unwrap_err().to_string().contains("count"));
        assert!(compare("[names]\nF1 = \"high\"").unwrap_err().to_string().contains("`names.F1`"));
        assert!(compare("[names]\nF1 = 90").unwrap_err().to_string().contains("from 0 to 1"));
        assert!(compare("F1 = 0.5").is_err());
    }
}
