//! Trains the names model.

use crate::crf::{self, Crf, START, Sequence};
use crate::data::{self, Marked};
use crate::{USAGE, bits, card, lexicon, score};
use plainleaf::marks::names::training::{
    Document, FEATURE_BITS, Features, FirstPass, HEADER, LABELS, Label, Lexicon, MAGIC, Model, ROW, VERSION, checksum,
};
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

/// What the command line says.
pub(crate) struct Settings {
    pub(crate) data: PathBuf,
    pub(crate) lexicons: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) card: PathBuf,
    pub(crate) crf: crf::Settings,
    /// Every text of so many is given a second time with a headline; none where it is 0.
    pub(crate) headlines: usize,
    /// Added to the score of no name.
    pub(crate) caution: f32,
    /// A feature must be seen in so many units.
    pub(crate) seen: u8,
    /// How many parts the texts are cut into, so that the second pass learns from what the first says of texts that it
    /// has not seen.
    pub(crate) folds: usize,
}

impl Settings {
    pub(crate) fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut settings = Self {
            data: PathBuf::new(),
            lexicons: "target/lexicons".into(),
            out: "src/marks/names/names.model".into(),
            card: PathBuf::new(),
            crf: crf::Settings {
                alpha: 0.15,
                beta: 1.0,
                l1: 5.0,
                l2: 0.0,
                epochs: 3,
                dropout: 0.1,
                rounds: 3,
                seed: 1,
            },
            headlines: 6,
            caution: 0.0,
            seen: 2,
            folds: 3,
        };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { return Err(USAGE.to_owned()) };
            let number = || value.parse::<f32>().map_err(|_| format!("{name}: {value:?} is no number"));
            match name.as_str() {
                "--data" => settings.data = value.into(),
                "--lexicons" => settings.lexicons = value.into(),
                "--out" => settings.out = value.into(),
                "--card" => settings.card = value.into(),
                "--alpha" => settings.crf.alpha = number()?,
                "--l1" => settings.crf.l1 = number()?,
                "--l2" => settings.crf.l2 = number()?,
                "--epochs" => settings.crf.epochs = number()? as usize,
                "--dropout" => settings.crf.dropout = number()?,
                "--rounds" => settings.crf.rounds = number()? as usize,
                "--seed" => settings.crf.seed = number()? as u64,
                "--caution" => settings.caution = number()?,
                "--headlines" => settings.headlines = number()? as usize,
                "--seen" => settings.seen = number()? as u8,
                "--folds" => settings.folds = number()? as usize,
                _ => return Err(USAGE.to_owned()),
            }
        }
        if settings.data.as_os_str().is_empty() {
            return Err(USAGE.to_owned());
        }
        if settings.card.as_os_str().is_empty() {
            settings.card = settings.out.with_file_name("MODEL.md");
        }
        Ok(settings)
    }
}

/// Trains and writes the model and its card.
pub(crate) fn train(settings: &Settings) -> Result<(), String> {
    let clock = std::time::Instant::now();
    let say = |what: &str| eprintln!("{:>6.1} s  {what}", clock.elapsed().as_secs_f32());
    let lexicon = lexicon_of(settings)?;
    let mut model = Model::read(&file(&lexicon.bytes, &[])).map_err(|error| error.to_string())?;
    say("lexicon built");

    let mut texts = data::read(&settings.data.join("names/train"))?;
    texts.iter_mut().for_each(Marked::clean);
    let marked = texts.len();
    if settings.headlines > 0 {
        let headlines: Vec<Marked> = texts
            .iter()
            .step_by(settings.headlines)
            .enumerate()
            .filter_map(|(index, text)| text.with_headline(index % 2 == 0))
            .collect();
        texts.extend(headlines);
    }
    let dev = data::read(&settings.data.join("names/dev"))?;
    let documents: Vec<Document> =
        texts.iter().map(|text| Document::of(text.units(&model.lexicon), &model.lexicon)).collect();
    let gold: Vec<Vec<Label>> =
        texts.iter().zip(&documents).map(|(text, document)| text.labels(&document.units)).collect();
    say(&format!("{} texts, {} units", texts.len(), documents.iter().map(|d| d.units.units.len()).sum::<usize>()));

    let mut passes = Vec::new();
    let mut first: Option<Vec<FirstPass>> = None;
    for number in 1..=(if settings.folds > 1 { 2 } else { 1 }) {
        let (features, sequences) =
            sequences(&texts, &documents, &gold, &model.lexicon, first.as_deref(), settings.seen);
        say(&format!("pass {number}: {} features seen {} times or more", features.len(), settings.seen));
        if number == 1 && settings.folds > 1 {
            let mut found = vec![Vec::new(); documents.len()];
            for fold in 0..settings.folds {
                let others: Vec<&Sequence> = sequences
                    .iter()
                    .filter(|(text, _)| texts[*text].group % settings.folds != fold)
                    .map(|(_, s)| s)
                    .collect();
                let crf = Crf::train(features.len(), &others, settings.crf);
                let weights = quantise(&features, &crf, settings.caution);
                let part = Model::read(&file(&lexicon.bytes, &[weights])).map_err(|error| error.to_string())?;
                for (index, document) in
                    documents.iter().enumerate().filter(|(index, _)| texts[*index].group % settings.folds == fold)
                {
                    found[index] = part.label(document);
                }
                say(&format!("fold {}: {}", fold + 1, score::line(&score::of(&part, &dev))));
            }
            first =
                Some(documents.iter().zip(found).map(|(document, labels)| FirstPass::new(document, labels)).collect());
        }
        let all: Vec<&Sequence> = sequences.iter().map(|(_, sequence)| sequence).collect();
        let crf = Crf::train(features.len(), &all, settings.crf);
        passes.push(quantise(&features, &crf, settings.caution));
        let bytes = file(&lexicon.bytes, &passes);
        model = Model::read(&bytes).map_err(|error| error.to_string())?;
        say(&format!(
            "pass {number}: {} features kept, {} bytes; {}",
            passes[number - 1].features,
            bytes.len(),
            score::line(&score::of(&model, &dev))
        ));
    }
    let bytes = file(&lexicon.bytes, &passes);
    fs::write(&settings.out, &bytes).map_err(|error| format!("{}: {error}", settings.out.display()))?;
    let card = card::write(settings, &lexicon, &passes, bytes.len(), &score::of(&model, &dev), marked);
    fs::write(&settings.card, card).map_err(|error| format!("{}: {error}", settings.card.display()))
}

/// The lexicon, from the last run where PLAINLEAF_KEEP_LEXICON names a file: for trying features and settings quickly.
fn lexicon_of(settings: &Settings) -> Result<lexicon::Built, String> {
    let keep = std::env::var_os("PLAINLEAF_KEEP_LEXICON").map(PathBuf::from);
    if let Some(Ok(bytes)) = keep.as_ref().map(fs::read) {
        return Ok(lexicon::Built { bytes, counts: Vec::new() });
    }
    let built = lexicon::build(&settings.lexicons, &settings.data)?;
    if let Some(keep) = keep {
        fs::write(&keep, &built.bytes).map_err(|error| format!("{}: {error}", keep.display()))?;
    }
    Ok(built)
}

/// The features that are seen often enough, sorted, and every block as a sequence with its text's number.
fn sequences(
    texts: &[Marked],
    documents: &[Document],
    gold: &[Vec<Label>],
    lexicon: &Lexicon,
    first: Option<&[FirstPass]>,
    seen: u8,
) -> (Vec<u32>, Vec<(usize, Sequence)>) {
    let mut counts = vec![0_u8; 1 << FEATURE_BITS];
    let mut sequences = Vec::new();
    let mut scratch = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let features = Features::new(document, lexicon, first.map(|first| &first[index]));
        for block in &document.units.blocks {
            let mut sequence = Sequence {
                features: Vec::new(),
                ends: Vec::new(),
                labels: gold[index][block.clone()].to_vec(),
                weight: texts[index].weight,
            };
            for at in block.clone() {
                features.write(block, at, &mut scratch);
                for &feature in &scratch {
                    let count = &mut counts[feature as usize];
                    *count = count.saturating_add(1);
                }
                sequence.features.extend_from_slice(&scratch);
                sequence.ends.push(sequence.features.len() as u32);
            }
            sequences.push((index, sequence));
        }
    }
    let kept: Vec<u32> = (0..counts.len() as u32).filter(|&feature| counts[feature as usize] >= seen).collect();
    let numbers: HashMap<u32, u32> =
        kept.iter().enumerate().map(|(number, &feature)| (feature, number as u32)).collect();
    for (_, sequence) in &mut sequences {
        let mut dense = Vec::with_capacity(sequence.features.len());
        let mut start = 0;
        for end in &mut sequence.ends {
            for feature in &sequence.features[start..*end as usize] {
                dense.extend(numbers.get(feature));
            }
            start = *end as usize;
            *end = dense.len() as u32;
        }
        sequence.features = dense;
    }
    (kept, sequences)
}

/// A pass as the model file has it.
pub(crate) struct Pass {
    pub(crate) bytes: Vec<u8>,
    pub(crate) features: usize,
}

/// Rounds the weights to 8 bits and drops what is nothing then.
fn quantise(features: &[u32], crf: &Crf, caution: f32) -> Pass {
    let most = crf.weights.iter().flatten().fold(1e-6_f32, |most, weight| most.max(weight.abs()));
    let scale = 127.0 / most;
    let round = |weight: f32| (weight * scale).round() as i8;
    let mut bytes = Vec::new();
    let wide = |weight: f32| ((weight * scale).round().clamp(-30_000.0, 30_000.0) as i16).to_le_bytes();
    for row in crf.transitions.iter().take(START + 1) {
        let outside = wide(row[0] + caution);
        bytes.extend(outside.into_iter().chain(row[1..LABELS].iter().flat_map(|&weight| wide(weight))));
    }
    let mut keys = Vec::new();
    let mut masks = Vec::new();
    let mut weights = Vec::new();
    for (&feature, row) in features.iter().zip(&crf.weights) {
        let row: [i8; ROW] = std::array::from_fn(|label| round(row[label]));
        if row.iter().all(|&weight| weight == 0) {
            continue;
        }
        keys.push(feature);
        let mask = row.iter().enumerate().fold(0_u16, |mask, (label, &weight)| mask | u16::from(weight != 0) << label);
        masks.extend(mask.to_le_bytes());
        weights.extend(row.iter().filter(|&&weight| weight != 0).map(|weight| weight.cast_unsigned()));
    }
    bits::keys(&mut bytes, &keys, FEATURE_BITS);
    bytes.extend(masks);
    bytes.extend(weights);
    Pass { bytes, features: keys.len() }
}

/// The whole file.
fn file(lexicon: &[u8], passes: &[Pass]) -> Vec<u8> {
    let mut body = lexicon.to_vec();
    body.push(passes.len() as u8);
    for pass in passes {
        body.extend(&pass.bytes);
    }
    let mut file = Vec::with_capacity(HEADER + body.len());
    file.extend(MAGIC);
    file.extend(VERSION.to_le_bytes());
    file.extend((body.len() as u32).to_le_bytes());
    file.extend(checksum(&body).to_le_bytes());
    file.extend(body);
    file
}
