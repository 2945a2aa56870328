//! Trains a linear-chain conditional random field with FTRL-proximal: online, with L1, so that most weights end at
//! exactly nothing (McMahan et al., "Ad Click Prediction: a View from the Trenches", 2013).

use crate::random::Random;
use plainleaf::marks::names::training::{LABELS, Label, ROW};

/// How training goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) alpha: f32,
    pub(crate) beta: f32,
    pub(crate) l1: f32,
    pub(crate) l2: f32,
    pub(crate) epochs: usize,
    /// The chance that a feature of a unit is left out for once.
    pub(crate) dropout: f32,
    /// How many times training runs, each in another order; the mean of the weights is what counts.
    pub(crate) rounds: usize,
    pub(crate) seed: u64,
}

/// One block: features and labels of its units.
pub(crate) struct Sequence {
    /// All units' features, one after the other, as dense numbers.
    pub(crate) features: Vec<u32>,
    /// Where each unit's features end.
    pub(crate) ends: Vec<u32>,
    pub(crate) labels: Vec<Label>,
    pub(crate) weight: f32,
}

type Lanes = [f32; ROW];

/// Weights as they are learnt.
pub(crate) struct Crf {
    pub(crate) weights: Vec<Lanes>,
    gradients: Vec<Lanes>,
    squares: Vec<Lanes>,
    pub(crate) transitions: [Lanes; LABELS + 1],
    transition_gradients: [Lanes; LABELS + 1],
    transition_squares: [Lanes; LABELS + 1],
}

/// The row of the transitions that holds a block's start.
pub(crate) const START: usize = LABELS;

impl Crf {
    /// Trains several times and takes the mean.
    pub(crate) fn train(features: usize, sequences: &[&Sequence], settings: Settings) -> Self {
        let mut mean = Self::train_once(features, sequences, settings);
        for round in 1..settings.rounds {
            let other =
                Self::train_once(features, sequences, Settings { seed: settings.seed + round as u64, ..settings });
            add(&mut mean.weights, &other.weights);
            add(&mut mean.transitions, &other.transitions);
        }
        for weight in mean.weights.iter_mut().chain(&mut mean.transitions).flatten() {
            *weight /= settings.rounds as f32;
        }
        mean
    }

    fn train_once(features: usize, sequences: &[&Sequence], settings: Settings) -> Self {
        let zero = [0.0; ROW];
        let mut crf = Self {
            weights: vec![zero; features],
            gradients: vec![zero; features],
            squares: vec![zero; features],
            transitions: [zero; LABELS + 1],
            transition_gradients: [zero; LABELS + 1],
            transition_squares: [zero; LABELS + 1],
        };
        let mut random = Random::new(settings.seed);
        let mut order: Vec<usize> = (0..sequences.len()).collect();
        let mut work = Work::default();
        for _ in 0..settings.epochs {
            random.shuffle(&mut order);
            for &index in &order {
                crf.learn(sequences[index], settings, &mut random, &mut work);
            }
        }
        crf
    }

    fn learn(&mut self, sequence: &Sequence, settings: Settings, random: &mut Random, work: &mut Work) {
        let count = sequence.labels.len();
        if count == 0 {
            return;
        }
        // Which features take part, and the scores of each unit.
        work.kept.clear();
        work.ends.clear();
        work.scores.clear();
        let mut start = 0;
        for &end in &sequence.ends {
            let mut scores = [0.0; ROW];
            for &feature in &sequence.features[start..end as usize] {
                if settings.dropout > 0.0 && random.chance(settings.dropout) {
                    continue;
                }
                work.kept.push(feature);
                for (sum, weight) in scores.iter_mut().zip(&self.weights[feature as usize]) {
                    *sum += weight;
                }
            }
            start = end as usize;
            work.ends.push(work.kept.len());
            work.scores.push(scores);
        }
        self.marginals(work);

        // Steps against the gradient: what the model expects less what is so.
        let mut start = 0;
        for at in 0..count {
            let end = work.ends[at];
            let mut gradient = work.marginals[at];
            gradient[sequence.labels[at].0 as usize] -= 1.0;
            let largest = gradient.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
            if largest > 1e-3 {
                for value in &mut gradient {
                    *value *= sequence.weight;
                }
                for &feature in &work.kept[start..end] {
                    let feature = feature as usize;
                    step(
                        &mut self.weights[feature],
                        &mut self.gradients[feature],
                        &mut self.squares[feature],
                        &gradient,
                        settings,
                        settings.l1,
                    );
                }
            }
            start = end;
        }
        for before in 0..=LABELS {
            let mut gradient = work.pairs[before];
            for value in &mut gradient {
                *value *= sequence.weight;
            }
            let mut last = START;
            for label in &sequence.labels {
                if last == before {
                    gradient[label.0 as usize] -= sequence.weight;
                }
                last = label.0 as usize;
            }
            step(
                &mut self.transitions[before],
                &mut self.transition_gradients[before],
                &mut self.transition_squares[before],
                &gradient,
                settings,
                0.0,
            );
        }
    }

    /// The chance of each label at each unit, and the expected number of each pair, by the forward-backward algorithm.
    fn marginals(&self, work: &mut Work) {
        let count = work.scores.len();
        let mut moves = [[0.0_f32; ROW]; LABELS + 1];
        for (before, row) in moves.iter_mut().enumerate() {
            for (label, value) in row.iter_mut().enumerate().take(LABELS) {
                let from = if before == START { Label::OUTSIDE } else { Label(before as u8) };
                if from.allows(Label(label as u8)) {
                    *value = self.transitions[before][label].exp();
                }
            }
        }
        let ends: Lanes =
            std::array::from_fn(|label| f32::from(u8::from(label < LABELS && !Label(label as u8).is_open())));
        work.emissions.clear();
        for scores in &work.scores {
            let most = scores[..LABELS].iter().copied().fold(f32::MIN, f32::max);
            let mut emission: Lanes = std::array::from_fn(|label| (scores[label] - most).max(-60.0).exp());
            emission[LABELS..].fill(0.0);
            work.emissions.push(emission);
        }
        work.forward.clear();
        let mut forward = moves[START];
        for at in 0..count {
            if at > 0 {
                let mut next = [0.0; ROW];
                for (before, row) in moves.iter().enumerate().take(LABELS) {
                    let mass = forward[before];
                    for (value, chance) in next.iter_mut().zip(row) {
                        *value += mass * chance;
                    }
                }
                forward = next;
            }
            let mut sum = 0.0;
            for (value, emission) in forward.iter_mut().zip(&work.emissions[at]) {
                *value *= emission;
                sum += *value;
            }
            let scale = 1.0 / sum.max(1e-30);
            for value in &mut forward {
                *value *= scale;
            }
            work.forward.push(forward);
        }
        work.pairs = [[0.0; ROW]; LABELS + 1];
        work.marginals.resize(count, [0.0; ROW]);
        let mut backward = ends;
        for at in (0..count).rev() {
            let mut marginal: Lanes = std::array::from_fn(|label| work.forward[at][label] * backward[label]);
            let sum: f32 = marginal.iter().sum();
            for value in &mut marginal {
                *value /= sum.max(1e-30);
            }
            work.marginals[at] = marginal;
            // What stands at this unit, seen from the one before.
            let here: Lanes = std::array::from_fn(|label| backward[label] * work.emissions[at][label]);
            if at == 0 {
                work.pairs[START] = marginal;
                break;
            }
            let before = work.forward[at - 1];
            let mut total = 0.0;
            let mut pairs = [[0.0; ROW]; LABELS];
            for (from, row) in pairs.iter_mut().enumerate() {
                for (label, value) in row.iter_mut().enumerate() {
                    *value = before[from] * moves[from][label] * here[label];
                    total += *value;
                }
            }
            let scale = 1.0 / total.max(1e-30);
            for (sum, row) in work.pairs.iter_mut().zip(&pairs) {
                for (sum, value) in sum.iter_mut().zip(row) {
                    *sum += value * scale;
                }
            }
            let mut next = [0.0; ROW];
            let mut most = 0.0_f32;
            for (from, value) in next.iter_mut().enumerate().take(LABELS) {
                *value = (0..ROW).map(|label| moves[from][label] * here[label]).sum();
                most = most.max(*value);
            }
            for value in &mut next {
                *value /= most.max(1e-30);
            }
            backward = next;
        }
    }
}

fn add(sums: &mut [Lanes], others: &[Lanes]) {
    for (sum, other) in sums.iter_mut().flatten().zip(others.iter().flatten()) {
        *sum += other;
    }
}

/// One step of FTRL-proximal for a row of weights.
#[inline]
fn step(weights: &mut Lanes, gradients: &mut Lanes, roots: &mut Lanes, gradient: &Lanes, settings: Settings, l1: f32) {
    // `roots` holds the square roots of the sums of squares.
    for lane in 0..ROW {
        let root = (roots[lane] * roots[lane] + gradient[lane] * gradient[lane]).sqrt();
        let sigma = (root - roots[lane]) / settings.alpha;
        let sum = gradients[lane] + gradient[lane] - sigma * weights[lane];
        roots[lane] = root;
        gradients[lane] = sum;
        let beyond = (sum.abs() - l1).max(0.0);
        weights[lane] = -beyond.copysign(sum) / ((settings.beta + root) / settings.alpha + settings.l2);
    }
}

#[derive(Default)]
struct Work {
    kept: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<Lanes>,
    emissions: Vec<Lanes>,
    forward: Vec<Lanes>,
    marginals: Vec<Lanes>,
    pairs: [Lanes; LABELS + 1],
}
