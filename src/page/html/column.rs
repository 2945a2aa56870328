//! A list that grows in pieces: nothing is moved when it does, so that it never takes twice its room.

use std::ops::{Index, IndexMut};

/// Items in a piece, as a power of two.
const PIECE: u32 = 10;

/// The list.
#[derive(Debug)]
pub(super) struct Column<T> {
    pieces: Vec<Vec<T>>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { pieces: Vec::new() }
    }
}

impl<T> Column<T> {
    pub(super) fn len(&self) -> usize {
        self.pieces.last().map_or(0, |last| ((self.pieces.len() - 1) << PIECE) + last.len())
    }

    /// Adds an item and gives its place.
    pub(super) fn push(&mut self, item: T) -> u32 {
        let place = self.len() as u32;
        if self.pieces.last().is_none_or(|last| last.len() == 1 << PIECE) {
            self.pieces.push(Vec::with_capacity(1 << PIECE));
        }
        if let Some(last) = self.pieces.last_mut() {
            last.push(item);
        }
        place
    }
}

impl<T> Index<u32> for Column<T> {
    type Output = T;

    fn index(&self, place: u32) -> &T {
        &self.pieces[(place >> PIECE) as usize][(place & ((1 << PIECE) - 1)) as usize]
    }
}

impl<T> IndexMut<u32> for Column<T> {
    fn index_mut(&mut self, place: u32) -> &mut T {
        &mut self.pieces[(place >> PIECE) as usize][(place & ((1 << PIECE) - 1)) as usize]
    }
}
