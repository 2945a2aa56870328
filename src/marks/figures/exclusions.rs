//! What is merely digits: addresses, phone numbers, labels, product names, list numbers.

use super::amounts::Amount;
use super::lexeme::Lexeme;
use super::lexicon::Meaning;
use super::line::Line;
use super::words::Word;
use crate::table::listed;

/// Words behind a number that make it an address or a post code.
const STREETS: &str = "street st road rd avenue ave lane drive boulevard blvd square place court terrace crescent way gardens close \
     row hill zip";

/// Words behind which digits are an identifier.
const IDENTIFIERS: &str = "isbn issn doi tel telephone phone fax mobile whatsapp asin ean iban arxiv";

/// Signs that, written onto a number's front, make it part of something else.
const FRONT: &str = "# / _ @ \\ = . & : ' ’ * № §";

impl Line<'_> {
    /// The index behind something at the index that holds no figure, whatever its digits.
    pub(super) fn skip(&self, index: usize) -> Option<usize> {
        let first = self.at(index)?;
        if let Some(end) = self.address(index, first) {
            return Some(end);
        }
        if let Some(((), end)) = self.phrase(index, |meaning| (meaning == Meaning::Idiom).then_some(())) {
            return Some(end);
        }
        if let Some(end) = self.numbering(index).or_else(|| self.footnote(index)) {
            return Some(end);
        }
        // What names an identifier is seldom followed by a word.
        let followed = self.at(index + 1).is_some_and(|next| !next.is_word() || next.text.len() < 3);
        if followed
            && first.is_word()
            && let Some(end) = self.identifier(index + 1)
            && IDENTIFIERS.split(' ').any(|word| first.text.eq_ignore_ascii_case(word))
        {
            return Some(end);
        }
        if first.digits().is_some() || first.is_sign("+") || first.is_sign("(") {
            return self.phone(index);
        }
        None
    }

    /// A web or mail address, a path, a file name: a run without spaces with telling signs in it.
    fn address(&self, index: usize, first: &Lexeme<'_>) -> Option<usize> {
        if !first.spaced && index > 0 {
            return None;
        }
        if self.at(index + 1).is_none_or(|next| next.spaced) {
            return first.text.as_bytes().contains(&b'_').then_some(index + 1);
        }
        let mut end = index + 1;
        let mut telling = first.text == "@" || first.text.eq_ignore_ascii_case("www") || first.text.contains('_');
        while let Some(lexeme) = self.at(end).filter(|lexeme| !lexeme.spaced) {
            telling |= matches!(lexeme.text, "@" | "\\" | "_")
                || (lexeme.text == ":" && self.is_sign(end + 1, "/") && self.is_sign(end + 2, "/"))
                || (lexeme.is_word() && lexeme.text.contains('_'));
            end += 1;
        }
        let dated = self.lexemes[index..end].iter().any(|lexeme| lexeme.text == "@") && first.digits().is_some();
        (telling && !dated).then_some(end)
    }

    /// "1." or "(a)" at the start of a block.
    fn numbering(&self, index: usize) -> Option<usize> {
        if index > 0 {
            return None;
        }
        let bracket = self.is_sign(0, "(") || self.is_sign(0, "[");
        let at = usize::from(bracket);
        let digits = self.at(at)?.digits()?;
        let small = digits.plain().is_some_and(|value| value < 200);
        let closes = self.is_sign(at + 1, ")") || self.is_sign(at + 1, "]") || (!bracket && self.is_sign(at + 1, "."));
        let text =
            self.at(at + 2).is_some_and(|next| next.spaced && (next.is_capitalised() || self.is_sign(at + 1, ")")));
        (small && closes && text && self.is_glued(at + 1)).then_some(at + 2)
    }

    /// "[12]"
    fn footnote(&self, index: usize) -> Option<usize> {
        if !self.is_sign(index, "[") {
            return None;
        }
        self.at(index + 1)?.digits()?.plain()?;
        self.is_sign(index + 2, "]").then_some(index + 3)
    }

    /// Digits with dashes, colons and single letters behind a word that announces an identifier.
    fn identifier(&self, index: usize) -> Option<usize> {
        let mut end = index;
        let mut digits = 0;
        while let Some(lexeme) = self.at(end) {
            if lexeme.digits().is_some() || lexeme.text.bytes().any(|byte| byte.is_ascii_digit()) {
                digits += 1;
            } else if !(lexeme.is_dash() || listed(": . ( ) + X x / no No", lexeme.text)) {
                break;
            }
            end += 1;
            if end > index + 24 {
                break;
            }
        }
        (digits > 0).then_some(end)
    }

    /// A phone number: groups of digits in the ways they are written.
    fn phone(&self, index: usize) -> Option<usize> {
        let glued = self.before(index).is_some_and(|before| before.digits().is_some() || before.is_dash())
            && self.is_glued(index);
        if glued {
            return None;
        }
        let plus = self.is_sign(index, "+");
        let mut at = index + usize::from(plus);
        let bracketed = self.is_sign(at, "(");
        let (mut lengths, mut total, mut end) = ([0_u32; 6], 0, at);
        let mut count = 0;
        let (mut dashes, mut spaces) = (0, 0);
        while count < lengths.len() {
            let open = self.is_sign(at, "(");
            at += usize::from(open);
            let Some(digits) = self.at(at).and_then(Lexeme::digits) else { break };
            let Some(length) = (digits.plain().is_some()
                || digits.length > 8 && !digits.grouped && digits.places.is_none())
            .then_some(digits.length) else {
                break;
            };
            lengths[count] = length;
            total += length;
            count += 1;
            at += 1;
            if open && !self.is_sign(at, ")") {
                break;
            }
            at += usize::from(open);
            end = at;
            let dash = self.is_hyphen(at) || (self.is_sign(at, ".") && self.is_glued(at) && self.is_glued(at + 1));
            dashes += usize::from(dash);
            at += usize::from(dash);
            let bracket = self.is_sign(at, "(");
            if !bracket && self.at(at).is_none_or(|next| next.digits().is_none()) {
                break;
            }
            spaces += usize::from(!dash);
        }
        let lengths = &lengths[..count];
        let nought = self.at(index + usize::from(plus) + usize::from(bracketed))?.text.starts_with('0');
        let phone = match lengths {
            [] => false,
            [only] => plus && *only >= 8,
            _ if plus => total >= 8,
            [3, 4] => dashes == 1 && spaces == 0,
            [.., 3, 4] => total >= 10 && (bracketed || dashes + spaces >= 2),
            [first, rest @ ..] if nought => *first >= 2 && total >= 9 && rest.iter().all(|&length| length >= 2),
            _ => bracketed && nought && total >= 8,
        };
        phone.then_some(end)
    }

    /// Whether an amount is a label, a name or a part of something else rather than a figure.
    pub(super) fn is_label(&self, amount: &Amount) -> bool {
        let start = amount.start;
        let Some(first) = self.at(start) else { return true };
        let before = self.before(start);
        if !first.spaced
            && let Some(before) = before
        {
            let closes = matches!(before.text, "”" | "»") || before.text == "\"" && !before.spaced;
            let joined = listed(FRONT, before.text)
                || closes
                || before.is_word()
                || before.kind == super::lexeme::Kind::Sign && before.text.len() > 3;
            if joined || (before.is_dash() && self.is_code(start)) {
                return true;
            }
        }
        // "24703L", "737s", "13F", "1:36.6", "24/7"
        if let Some(behind) = self.at(amount.end).filter(|behind| !behind.spaced) {
            if behind.is_word() || behind.kind == super::lexeme::Kind::Sign && behind.text.len() > 3 {
                return true;
            }
            if !amount.sure && matches!(behind.text, ":" | "/") && self.is_glued(amount.end + 1) {
                return true;
            }
            let compound =
                behind.is_dash() && self.is_hyphen(amount.end) && self.at(amount.end + 1).is_some_and(Lexeme::is_word);
            let joins = self.is_any(amount.end + 1, &[Word::To, Word::Or]);
            if !amount.sure && compound && amount.kind != super::FigureKind::Quantity && !joins {
                return true;
            }
        }
        if amount.sure {
            return false;
        }
        let number = &amount.number;
        if number.padded && number.plain {
            return true;
        }
        let Some(mut before) = before else { return false };
        let mut at = start - 1;
        if before.is_sign(".") && at > 0 && self.is_glued(at) {
            // "No. 10"
            at -= 1;
            before = &self.lexemes[at];
            if !before.is(Word::Label) || before.text.len() > 4 {
                return false;
            }
        }
        let exact = number.plain || !number.digits && number.scale == 1.0;
        if before.is(Word::Label) && exact && !number.share {
            // "the number 10", "part 3", "Chapter Eleven"; but "the match 3 goals" counts.
            return amount.unit.is_none() || before.is_capitalised() || number.digits;
        }
        if self.is_address_number(amount) {
            return true;
        }
        if !number.digits {
            // "BBC One", "the Big Five"
            let next = self.at(amount.end).is_some_and(Lexeme::is_capitalised);
            return first.is_capitalised() && !self.begins(start) && (before.is_capitalised() || next);
        }
        // "Firefox 115", "Python 3.11"
        let version = first.digits().is_some_and(|digits| {
            digits.places.is_some() && !digits.grouped && digits.length <= 2 && number.end == start + 1
        });
        if before.is_capitalised()
            && (number.plain || version)
            && !before.is(Word::Function)
            && before.roles.month == 0
            && before.roles.weekday == 0
        {
            let counted = amount.unit.as_deref();
            if self.begins(at) {
                return counted.is_none();
            }
            let crowd = matches!(
                counted,
                Some(
                    "person"
                        | "man"
                        | "woman"
                        | "child"
                        | "soldier"
                        | "student"
                        | "worker"
                        | "home"
                        | "house"
                        | "resident"
                )
            );
            return !(crowd || (counted.is_some() && number.value >= 1000.0));
        }
        false
    }

    /// Whether the number at the index is the end of a hyphened code: "Covid-19", "F-16", "last-32".
    fn is_code(&self, start: usize) -> bool {
        let Some(at) = start.checked_sub(2) else { return false };
        let dash = !self.is_glued(start) || self.is_glued(start - 1);
        let word = &self.lexemes[at];
        dash && (word.is_word() || word.kind == super::lexeme::Kind::Sign && word.text.len() > 1)
            && word.roles.number.is_none()
            && !word.is_any(&[Word::To, Word::Minus, Word::Or])
    }

    /// "10 Downing Street", "the 90049 ZIP code"
    fn is_address_number(&self, amount: &Amount) -> bool {
        if !amount.number.plain {
            return false;
        }
        (0..4)
            .map_while(|offset| self.at(amount.end + offset).filter(|lexeme| lexeme.is_capitalised()))
            .any(|lexeme| STREETS.split(' ').any(|street| lexeme.text.eq_ignore_ascii_case(street)))
    }
}
