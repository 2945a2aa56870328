//! The parts that small words play in the grammar, whatever their language.

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// A part that a word can play. One word may play several ("second", "may").
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Word {
            $($(#[$doc])* $name,)+
        }

        /// Their names, in order.
        const NAMES: &str = concat!($(stringify!($name), " "),+);
    };
}

words! {
    /// a, an
    A,
    /// the
    The,
    /// and
    And,
    /// or
    Or,
    /// of
    Of,
    /// in
    In,
    /// on
    On,
    /// at
    At,
    /// to, between the ends of a range
    To,
    /// from
    From,
    /// between
    Between,
    /// until, till
    Until,
    /// since
    Since,
    /// before, prior to
    Before,
    /// after
    After,
    /// by
    By,
    /// for
    For,
    /// per
    Per,
    /// over, as in "2000 over 3"
    Over,
    /// out, as in "one out of three"
    Out,
    /// point, as in "two point five"
    Point,
    /// minus, negative
    Minus,
    /// per cent, %
    Percent,
    /// points, behind per cent
    Points,
    /// basis, before points
    Basis,
    /// old, behind an age
    Old,
    /// age
    Age,
    /// aged
    Aged,
    /// under, over, behind "aged"
    Under,
    /// ago
    Ago,
    /// earlier
    Earlier,
    /// later
    Later,
    /// from now, hence
    Now,
    /// today
    Today,
    /// tomorrow
    Tomorrow,
    /// yesterday
    Yesterday,
    /// the day before yesterday in one word
    BeforeYesterday,
    /// the day after tomorrow in one word
    AfterTomorrow,
    /// tonight
    Tonight,
    /// this
    This,
    /// last, past, previous
    Last,
    /// next, coming
    Next,
    /// following
    Following,
    /// early
    Early,
    /// mid, middle
    Mid,
    /// late
    Late,
    /// start, beginning
    Start,
    /// end
    End,
    /// rest, remainder
    Rest,
    /// half
    Half,
    /// quarter
    Quarter,
    /// noon, midday
    Noon,
    /// midnight
    Midnight,
    /// o'clock, Uhr
    Clock,
    /// past, as in "half past eight"
    Past,
    /// a.m.
    Am,
    /// p.m.
    Pm,
    /// morning
    Morning,
    /// afternoon
    Afternoon,
    /// evening
    Evening,
    /// night
    Night,
    /// lunchtime
    Lunchtime,
    /// every, each
    Every,
    /// all, whole, full
    Whole,
    /// another
    Another,
    /// a few, several
    Several,
    /// weekend
    Weekend,
    /// spring
    Spring,
    /// summer
    Summer,
    /// autumn, fall
    Autumn,
    /// winter
    Winter,
    /// fiscal, financial
    Fiscal,
    /// square, before a length
    Square,
    /// cubic, before a length
    Cubic,
    /// a word that tells that what comes is still to come: will, due, expected
    Future,
    /// a word behind which a number is a label: chapter, page, flight
    Label,
    /// a word that no counted thing begins with: a verb, preposition, pronoun
    Function,
    /// a word that changes the amount: rose, fell
    Change,
    /// no, any, every: "no one", "any one"
    Pronoun,
}

/// A set of parts. Two numbers, since WebAssembly has none of 128 bits, and shifts one by calling a function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Words([u64; 2]);

impl Words {
    /// None of them.
    pub(super) const NONE: Self = Self([0; 2]);

    /// These parts.
    pub(super) const fn of(words: &[Word]) -> Self {
        let (mut set, mut at) = (Self::NONE, 0);
        while at < words.len() {
            set = set.or(Self::at(words[at] as usize));
            at += 1;
        }
        set
    }

    /// The part that has this name in the tables.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.split(' ').position(|other| other == name).map(Self::at)
    }

    const fn at(place: usize) -> Self {
        let mut set = [0; 2];
        set[place / 64] = 1 << (place % 64);
        Self(set)
    }

    /// Whether a part is in it.
    pub(super) const fn has(self, word: Word) -> bool {
        self.0[word as usize / 64] >> (word as usize % 64) & 1 != 0
    }

    /// Whether the two share a part.
    pub(super) const fn any(self, of: Self) -> bool {
        (self.0[0] & of.0[0]) | (self.0[1] & of.0[1]) != 0
    }

    /// Both together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }
}
