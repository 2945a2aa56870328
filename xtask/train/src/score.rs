//! Exact spans with their kind, as precision, recall and F1.

use crate::data::Marked;
use plainleaf::marks::names::NameKind;
use plainleaf::marks::names::training::Model;
use std::collections::HashSet;

/// Right, found and wanted.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally([usize; 3]);

impl Tally {
    fn add(&mut self, found: &HashSet<(u32, u32, NameKind)>, wanted: &HashSet<(u32, u32, NameKind)>) {
        self.0[0] += found.intersection(wanted).count();
        self.0[1] += found.len();
        self.0[2] += wanted.len();
    }

    pub(crate) fn precision(self) -> f64 {
        self.0[0] as f64 / (self.0[1].max(1)) as f64
    }

    pub(crate) fn recall(self) -> f64 {
        self.0[0] as f64 / (self.0[2].max(1)) as f64
    }

    pub(crate) fn f1(self) -> f64 {
        2.0 * self.0[0] as f64 / (self.0[1] + self.0[2]).max(1) as f64
    }
}

/// Over all kinds, then person, organisation, place.
pub(crate) type Score = [Tally; 4];

/// Scores a model.
pub(crate) fn of(model: &Model, texts: &[Marked]) -> Score {
    let kinds = [NameKind::Person, NameKind::Organisation, NameKind::Place];
    let mut score = Score::default();
    for text in texts {
        let wanted: HashSet<_> = text.names.iter().copied().collect();
        let names = model.names(&text.text);
        let found: HashSet<_> =
            names.iter().flat_map(|name| name.mentions.iter().map(|span| (span.start, span.end, name.kind))).collect();
        score[0].add(&found, &wanted);
        for (tally, kind) in score[1..].iter_mut().zip(kinds) {
            let of = |set: &HashSet<(u32, u32, NameKind)>| set.iter().filter(|name| name.2 == kind).copied().collect();
            tally.add(&of(&found), &of(&wanted));
        }
    }
    score
}

/// One line for people.
pub(crate) fn line(score: &Score) -> String {
    let [all, person, organisation, place] = score;
    format!(
        "F1 {:.4}  precision {:.4}  recall {:.4}  person {:.4}  organisation {:.4}  place {:.4}",
        all.f1(),
        all.precision(),
        all.recall(),
        person.f1(),
        organisation.f1(),
        place.f1()
    )
}
