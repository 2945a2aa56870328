//! Builds the model's lexicon: classes of words, how they are written, places, people.

use crate::bits;
use crate::data;
use plainleaf::article::Text;
use plainleaf::marks::names::training::{self, Case, KEY_BITS, Lexicon, Units, lower_hash};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// How many of GloVe's words are clustered.
const WORDS: usize = 40_000;
/// Fine, middle and coarse clusters.
const FINE: usize = 1024;
const MIDDLE: usize = 256;
const COARSE: usize = 64;
const DIMENSIONS: usize = 50;
/// A word must be seen so often before its habit counts.
const SEEN: u32 = 4;
/// Family names taken, most frequent first.
const FAMILY: usize = 33_000;

/// The lexicon as the model file has it, and how much each part holds.
pub(crate) struct Built {
    pub(crate) bytes: Vec<u8>,
    pub(crate) counts: Vec<(&'static str, usize)>,
}

pub(crate) fn build(lexicons: &Path, data: &Path) -> Result<Built, String> {
    let mut bytes = Vec::new();
    let read = |name: &str| {
        fs::read_to_string(lexicons.join(name)).map_err(|error| {
            format!(
                "{}: {error}; `python3 xtask/train/fetch.py {}` makes it",
                lexicons.join(name).display(),
                lexicons.display()
            )
        })
    };
    let habits = habits(data)?;
    let (words, coarser) = clusters(&read("words.txt")?, &lexicons.join("vectors.f32"))?;
    let mut table = BTreeMap::new();
    for (lower, cluster) in words {
        table.insert(training::key(lower), cluster);
    }
    for (lower, habit) in habits {
        *table.entry(training::key(lower)).or_insert(0) |= habit << 12;
    }
    write_table(&mut bytes, &table, true);
    let mut counts = vec![("words with a class or a habit", table.len())];

    let empty = Lexicon::default();
    let mut places = BTreeMap::new();
    for line in read("places.tsv")?.lines() {
        let Some((name, tier)) = line.split_once('\t') else { continue };
        let units = Units::of(&Text::from_plain(name), &empty);
        let lowers: Vec<u64> = (0..units.units.len()).map(|unit| units.word(unit).lower).collect();
        let key = training::key(training::sequence(lowers.into_iter()));
        let tier: u16 = tier.parse().map_err(|_| format!("places.tsv: no tier in {line:?}"))?;
        let entry = places.entry(key).or_insert(tier);
        *entry = tier.min(*entry);
    }
    write_table(&mut bytes, &places, false);
    counts.push(("places", places.len()));

    let mut people: BTreeMap<u32, u16> = BTreeMap::new();
    for line in read("given.tsv")?.lines() {
        let Some((name, sex)) = line.split_once('\t') else { continue };
        if name.contains([' ', '-']) {
            continue;
        }
        let flags = 1 | match sex {
            "f" => 4,
            "m" => 8,
            _ => 12,
        };
        *people.entry(training::key(lower_hash(name))).or_insert(0) |= flags;
    }
    for name in read("family.txt")?.lines().take(FAMILY).filter(|name| !name.contains([' ', '-'])) {
        *people.entry(training::key(lower_hash(name))).or_insert(0) |= 2;
    }
    write_table(&mut bytes, &people, false);
    counts.push(("first and family names", people.len()));

    bytes.extend((coarser.len() as u32).to_le_bytes());
    for level in 0..2 {
        for pair in &coarser {
            bytes.extend(pair[level].to_le_bytes());
        }
    }
    Ok(Built { bytes, counts })
}

fn write_table(out: &mut Vec<u8>, table: &BTreeMap<u32, u16>, wide: bool) {
    let keys: Vec<u32> = table.keys().copied().collect();
    bits::keys(out, &keys, KEY_BITS);
    out.extend(table.values().map(|value| *value as u8));
    if wide {
        out.extend(table.values().map(|value| (value >> 8) as u8));
    }
}

/// How often each word has a capital in the middle of a sentence of prose, as one of seven steps, over all texts of
/// the data but those that the tagger is scored on.
fn habits(data: &Path) -> Result<Vec<(u64, u16)>, String> {
    let mut counts: HashMap<u64, (u32, u32)> = HashMap::new();
    let empty = Lexicon::default();
    let mut paths = data::files(&data.join("names/train"), ".jsonl")?;
    paths.push(data.join("articles/wcxb/gold.jsonl"));
    paths.extend(data::files(&data.join("quotes/dev"), ".jsonl")?);
    for path in paths {
        for row in data::lines(&path)? {
            let text = Text::from_plain(row["text"].as_str().unwrap_or_default());
            let units = Units::of(&text, &empty);
            for (at, unit) in units.units.iter().enumerate() {
                let word = units.word(at);
                if unit.first || unit.mode != training::Mode::Prose || word.case < Case::Lower {
                    continue;
                }
                let count = counts.entry(word.lower).or_default();
                if word.case.is_capital() {
                    count.0 += 1;
                } else {
                    count.1 += 1;
                }
            }
        }
    }
    let step = |(capital, lower): (u32, u32)| {
        let total = capital + lower;
        let share = f64::from(capital) / f64::from(total);
        match share {
            0.0 => 1,
            share if share < 0.02 => 2,
            share if share < 0.2 => 3,
            share if share < 0.7 => 4,
            share if share < 0.95 => 5,
            share if share < 1.0 => 6,
            _ => 7,
        }
    };
    Ok(counts
        .into_iter()
        .filter(|(_, (capital, lower))| capital + lower >= SEEN)
        .map(|(word, count)| (word, step(count)))
        .collect())
}

type Vector = [f32; DIMENSIONS];
type Words = Vec<(u64, u16)>;

/// The words with their fine cluster, and for each fine cluster the middle and the coarse one; all from 1, as 0 is none.
fn clusters(words: &str, vectors: &Path) -> Result<(Words, Vec<[u16; 2]>), String> {
    let bytes = fs::read(vectors).map_err(|error| format!("{}: {error}", vectors.display()))?;
    let mut hashes = Vec::new();
    let mut points: Vec<Vector> = Vec::new();
    for (word, row) in words.lines().zip(bytes.chunks_exact(DIMENSIONS * 4)) {
        if points.len() == WORDS {
            break;
        }
        if !word.starts_with(char::is_alphabetic)
            || word.contains(|c: char| c.is_numeric() || matches!(c, '-' | '/' | '_' | '@'))
        {
            continue;
        }
        let mut point: Vector = std::array::from_fn(|at| {
            f32::from_le_bytes([row[at * 4], row[at * 4 + 1], row[at * 4 + 2], row[at * 4 + 3]])
        });
        normalise(&mut point);
        hashes.push(lower_hash(word));
        points.push(point);
    }
    let ones = vec![1.0; points.len()];
    let (fine, centres, sizes) = k_means(&points, &ones, FINE, 12);
    let (middle, _, _) = k_means(&centres, &sizes, MIDDLE, 20);
    let (coarse, _, _) = k_means(&centres, &sizes, COARSE, 20);
    let mut coarser = vec![[0, 0]];
    coarser.extend(middle.iter().zip(&coarse).map(|(&middle, &coarse)| [middle as u16 + 1, coarse as u16 + 1]));
    Ok((hashes.into_iter().zip(fine).map(|(hash, cluster)| (hash, cluster as u16 + 1)).collect(), coarser))
}

fn normalise(point: &mut Vector) {
    let length = dot(point, point).sqrt().max(1e-9);
    for value in point {
        *value /= length;
    }
}

fn dot(one: &Vector, two: &Vector) -> f32 {
    // Eight sums side by side: as fast as the machine adds, and the same everywhere.
    let mut sums = [0.0_f32; 8];
    for (left, right) in one.chunks(8).zip(two.chunks(8)) {
        for (sum, (left, right)) in sums.iter_mut().zip(left.iter().zip(right)) {
            *sum += left * right;
        }
    }
    sums.iter().sum()
}

/// Spherical k-means: for every point its cluster, and the clusters' centres and sizes. Starts from points evenly apart
/// in the order given (that of frequency), so that nothing is left to chance.
fn k_means(points: &[Vector], weights: &[f32], count: usize, rounds: usize) -> (Vec<usize>, Vec<Vector>, Vec<f32>) {
    let mut centres: Vec<Vector> = (0..count).map(|at| points[at * points.len() / count]).collect();
    let mut of = vec![0; points.len()];
    let mut sizes = vec![0.0; count];
    for _ in 0..rounds {
        for (cluster, point) in of.iter_mut().zip(points) {
            let mut best = f32::MIN;
            for (index, centre) in centres.iter().enumerate() {
                let near = dot(point, centre);
                if near > best {
                    (best, *cluster) = (near, index);
                }
            }
        }
        let mut sums = vec![[0.0; DIMENSIONS]; count];
        sizes = vec![0.0; count];
        for ((&cluster, point), weight) in of.iter().zip(points).zip(weights) {
            sizes[cluster] += weight;
            for (sum, value) in sums[cluster].iter_mut().zip(point) {
                *sum += value * weight;
            }
        }
        for ((centre, mut sum), size) in centres.iter_mut().zip(sums).zip(&sizes) {
            if *size > 0.0 {
                normalise(&mut sum);
                *centre = sum;
            }
        }
    }
    (of, centres, sizes)
}
