//! Where features go, and how they become hashes.

use super::FEATURE_BITS;
use crate::hash;

/// What features go to.
pub trait Sink {
    /// Takes one.
    fn take(&mut self, feature: u32);
}

impl Sink for Vec<u32> {
    fn take(&mut self, feature: u32) {
        self.push(feature);
    }
}

pub(super) struct Writer<'a, S>(pub(super) &'a mut S);

impl<S: Sink> Writer<'_, S> {
    pub(super) fn add(&mut self, template: u32, value: u64) {
        let mixed = (value ^ (u64::from(template) << 56)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        self.0.take((mixed >> (64 - FEATURE_BITS)) as u32);
    }

    pub(super) fn pair(&mut self, template: u32, one: u64, two: u64) {
        self.add(template, hash::step(one.wrapping_mul(hash::SEED), two));
    }

    pub(super) fn some(&mut self, template: u32, value: u32) {
        if value != 0 {
            self.add(template, u64::from(value));
        }
    }
}
