//! Currencies: ISO 4217 codes with the names and signs that people write. A line of `currencies.txt` is a [`Currency`],
//! its fields in their order.

use crate::table::{self, Line, lines};
use std::sync::LazyLock;

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

/// The table, from `currencies.txt`; the first row is what a bare "$" means where nothing else is known.
pub(in super::super) static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(|| {
    let row = |line: Line| {
        let mut cells = line.cells();
        let [code, name, words, signs, dollar_of] = [(); 5].map(|()| cells.cell());
        Currency { code, name, words, signs, dollar_of }
    };
    lines(table::file!("currencies.txt")).map(row).collect()
});

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
