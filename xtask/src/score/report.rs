//! A measure's figures, as they are printed and compared.

/// The most characters of what a case is called, so that it keeps to its line.
const LABEL: usize = 110;

/// One figure of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Figure {
    /// From 0 to 1, better the higher.
    Share(f64),
    /// How many there were; says nothing of how good they are.
    Count(usize),
}

/// What one set of cases gave.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    /// Such as `articles.wcxb`.
    pub(crate) name: String,
    pub(crate) figures: Vec<(String, Figure)>,
    /// A line of more detail below the figures.
    detail: Option<String>,
    cases: Vec<Case>,
}

/// How one case came out.
#[derive(Clone, Debug)]
struct Case {
    score: f64,
    label: String,
}

impl Measure {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), figures: Vec::new(), detail: None, cases: Vec::new() }
    }

    pub(super) fn share(mut self, name: &str, value: f64) -> Self {
        self.figures.push((name.to_owned(), Figure::Share(value)));
        self
    }

    pub(super) fn count(mut self, name: &str, value: usize) -> Self {
        self.figures.push((name.to_owned(), Figure::Count(value)));
        self
    }

    pub(super) fn detail(mut self, line: String) -> Self {
        self.detail = Some(line);
        self
    }

    /// Keeps how each case came out, with what it is called.
    pub(super) fn cases(mut self, cases: impl IntoIterator<Item = (f64, String)>) -> Self {
        self.cases.extend(cases.into_iter().map(|(score, label)| Case { score, label }));
        self
    }

    /// The lines to print: the figures, then as many of the worst cases as asked for.
    pub(crate) fn show(&self, worst: usize) -> String {
        let figures: Vec<String> = self
            .figures
            .iter()
            .map(|(name, figure)| match figure {
                Figure::Share(value) => format!("{name} {value:.4}"),
                Figure::Count(count) => format!("{name} {count}"),
            })
            .collect();
        let mut lines = format!("{:<22}{}\n", self.name, figures.join("  "));
        if let Some(detail) = &self.detail {
            lines += &format!("    {detail}\n");
        }
        let mut cases: Vec<&Case> = self.cases.iter().collect();
        cases.sort_by(|one, other| one.score.total_cmp(&other.score).then_with(|| one.label.cmp(&other.label)));
        for case in cases.iter().take(worst) {
            let label: String = case.label.chars().take(LABEL).collect();
            lines += &format!("    {:.3} {label}\n", case.score);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_come_first_and_the_worst_cases_after() {
        let measure = Measure::new("names.news").share("F1", 0.51239).count("pages", 3).detail("more".into()).cases([
            (0.5, "b".into()),
            (0.0, "c".into()),
            (0.5, "a".into()),
        ]);
        assert_eq!(measure.show(2), "names.news            F1 0.5124  pages 3\n    more\n    0.000 c\n    0.500 a\n");
        assert_eq!(measure.show(0).lines().count(), 2);
    }
}
