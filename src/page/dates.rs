//! Dates and times as pages write them, made ISO 8601.
//!
//! Only what is sure is taken: `4/5/2023` may be April or May, and gives nothing.

use crate::table::listed;

/// Beginnings of month names, lower case, in English and the languages of Western Europe, a line a month.
/// A word is a month where it begins with one of these and is no longer than any month's name.
const MONTHS: [&str; 12] = [
    "jan ene gen jän",
    "feb fév fev",
    "mar mär maa mrz",
    "apr avr abr",
    "may mai mag mei maj",
    "juin jun giu",
    "juil jul lug",
    "aug aoû ago",
    "sep set",
    "oct okt ott out",
    "nov",
    "dec déc dez dic des",
];

/// What the months' beginnings may go on with: a longer word that only begins like a month is none ("market").
const MONTH_ENDINGS: &str = "art braio br ch e ember embre embro eiro ereiro ero gio gno ho i iembre il ile io l let lho li lio naio ner \
     nho ni no o obre ober osto raio rero rier rs rt ruar ruari ruary s sto t tember tembre tembro tiembre tobre \
     tubre uar uari uary ubro ust ustus ût vier y z zo ço";

/// Words that may stand between a date and its time.
const BETWEEN: &str = "t at um à às a alle las kl om mon tue wed thu fri sat sun";

/// Names of zones that mean one offset.
const ZONES: &str = "z=Z utc=Z gmt=Z est=-05:00 edt=-04:00 cst=-06:00 cdt=-05:00 mst=-07:00 mdt=-06:00 \
     pst=-08:00 pdt=-07:00 bst=+01:00 cet=+01:00 cest=+02:00 jst=+09:00 aest=+10:00 aedt=+11:00";

/// The longest text that is looked through, in characters.
const LONGEST: usize = 160;

/// The first date in a short text, as an ISO 8601 date, or date and time where a time stands with it.
/// A zone is kept as it was given, and none is made up.
///
/// ```
/// use plainleaf::page::dates::parse;
///
/// assert_eq!(parse("Published on May 4, 2023 at 9:30 am EST").as_deref(), Some("2023-05-04T09:30:00-05:00"));
/// assert_eq!(parse("4/5/2023"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<String> {
    let tokens = tokens(text);
    if let [Token::Number(seconds, 10 | 13)] = tokens[..] {
        return timestamp(seconds);
    }
    (0..tokens.len()).find_map(|at| date(&tokens, at))
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A number and how many digits it is written with.
    Number(u64, usize),
    /// A word in lower case.
    Word(String),
    Sign(char),
    Space,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut number = None;
    for character in text.trim().chars().take(LONGEST).chain([' ']) {
        if let Some(digit) = character.to_digit(10) {
            let (value, digits) = number.unwrap_or((0_u64, 0));
            number = Some((value.saturating_mul(10).saturating_add(u64::from(digit)), digits + 1));
            continue;
        }
        if let Some((value, digits)) = number.take() {
            tokens.push(Token::Number(value, digits));
        }
        match (character, tokens.last_mut()) {
            (space, Some(Token::Space)) if space.is_whitespace() => {}
            (space, _) if space.is_whitespace() => tokens.push(Token::Space),
            // Each sign of the East Asian dates is a word of its own.
            (sign @ ('年' | '月' | '日' | '년' | '월' | '일'), _) => tokens.push(Token::Sign(sign)),
            (letter, Some(Token::Word(word))) if letter.is_alphabetic() => word.extend(letter.to_lowercase()),
            (letter, _) if letter.is_alphabetic() => tokens.push(Token::Word(letter.to_lowercase().collect())),
            (sign, _) => tokens.push(Token::Sign(sign)),
        }
    }
    tokens.pop();
    tokens
}

/// Steps through tokens.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn skip(&mut self, what: impl Fn(&Token) -> bool) {
        while self.peek().is_some_and(&what) {
            self.at += 1;
        }
    }

    /// Takes a number of so many digits.
    fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let Some(&Token::Number(value, count)) = self.peek() else { return None };
        self.at += usize::from(digits.contains(&count));
        (digits.contains(&count)).then_some(value as u32)
    }

    fn sign(&mut self, signs: &[char]) -> Option<char> {
        let Some(&Token::Sign(sign)) = self.peek() else { return None };
        self.at += usize::from(signs.contains(&sign));
        signs.contains(&sign).then_some(sign)
    }

    fn word(&mut self) -> Option<&'a str> {
        let Some(Token::Word(word)) = self.peek() else { return None };
        self.at += 1;
        Some(word)
    }

    fn month(&mut self) -> Option<u32> {
        let word = self.word()?;
        let begins = |starts: &str| {
            let mut rests = starts.split(' ').filter_map(|start| word.strip_prefix(start));
            rests.any(|rest| rest.is_empty() || listed(MONTH_ENDINGS, rest))
        };
        (1..).zip(MONTHS).find_map(|(month, starts)| begins(starts).then_some(month))
    }
}

/// The date that begins at a token.
fn date(tokens: &[Token], at: usize) -> Option<String> {
    let cursor = Cursor { tokens, at };
    // A number in the middle of something longer is no date.
    if at > 0 && matches!(tokens[at - 1], Token::Sign('-' | '/' | '.' | ':')) && matches!(tokens[at], Token::Number(..))
    {
        return None;
    }
    year_first(cursor).or_else(|| year_last(cursor)).or_else(|| day_month(cursor)).or_else(|| month_day(cursor))
}

/// `2023-05-04`, `2023/5/4`, `20230504`, `2023年5月4日`.
fn year_first(mut cursor: Cursor<'_>) -> Option<String> {
    if let Some(compact) = cursor.number(8..=8) {
        return finish(compact / 10000, compact / 100 % 100, compact % 100, cursor);
    }
    let year = cursor.number(4..=4)?;
    cursor.skip(|token| *token == Token::Space);
    let sign = cursor.sign(&['-', '/', '.', '年', '년'])?;
    cursor.skip(|token| *token == Token::Space);
    let month = cursor.number(1..=2)?;
    cursor.skip(|token| *token == Token::Space);
    let second = match sign {
        '年' => '月',
        '년' => '월',
        other => other,
    };
    cursor.sign(&[second])?;
    cursor.skip(|token| *token == Token::Space);
    let day = cursor.number(1..=2)?;
    cursor.sign(&['日', '일']);
    finish(year, month, day, cursor)
}

/// `04.05.2023`; `13/05/2023` and `05/13/2023`, but not `04/05/2023`.
fn year_last(mut cursor: Cursor<'_>) -> Option<String> {
    let first = cursor.number(1..=2)?;
    let sign = cursor.sign(&['.', '/', '-'])?;
    let second = cursor.number(1..=2)?;
    cursor.sign(&[sign])?;
    let year = cursor.number(4..=4)?;
    match (first, second) {
        (day, month) if sign == '.' || day > 12 || day == month => finish(year, month, day, cursor),
        (month, day) if day > 12 => finish(year, month, day, cursor),
        _ => None,
    }
}

/// `4 May 2023`, `4th of May, 2023`, `4. Mai 2023`, `4 de mayo de 2023`, `04-May-2023`.
fn day_month(mut cursor: Cursor<'_>) -> Option<String> {
    let day = cursor.number(1..=2)?;
    let joint = |token: &Token| match token {
        Token::Space | Token::Sign('.' | ',' | '-' | 'º' | 'ª') => true,
        Token::Word(word) => listed("st nd rd th of de di er º", word),
        _ => false,
    };
    cursor.skip(joint);
    let month = cursor.month()?;
    cursor.skip(joint);
    let year = cursor.number(4..=4)?;
    finish(year, month, day, cursor)
}

/// `May 4, 2023`, `Thu May 4 09:30:00 UTC 2023`.
fn month_day(mut cursor: Cursor<'_>) -> Option<String> {
    let month = cursor.month()?;
    cursor.skip(|token| matches!(token, Token::Space | Token::Sign('.')));
    let day = cursor.number(1..=2)?;
    cursor.skip(|token| match token {
        Token::Space | Token::Sign(',' | '.') => true,
        Token::Word(word) => listed("st nd rd th", word),
        _ => false,
    });
    let mut with_time = cursor;
    if let Some(year) = cursor.number(4..=4) {
        return finish(year, month, day, cursor);
    }
    let time = time(&mut with_time)?;
    with_time.skip(|token| *token == Token::Space);
    let year = with_time.number(4..=4)?;
    Some(format!("{}T{time}", day_of(year, month, day)?))
}

/// A date with the time that may follow it.
fn finish(year: u32, month: u32, day: u32, mut cursor: Cursor<'_>) -> Option<String> {
    // More digits on the same string: no date at all.
    if matches!(cursor.peek(), Some(Token::Sign('-' | '/')))
        && matches!(cursor.tokens.get(cursor.at + 1), Some(Token::Number(..)))
    {
        return None;
    }
    let date = day_of(year, month, day)?;
    cursor.skip(|token| match token {
        Token::Space | Token::Sign(',' | '-' | '–' | '—' | '|' | '·' | '•' | '@' | '(' | '.') => true,
        Token::Word(word) => listed(BETWEEN, word),
        _ => false,
    });
    match time(&mut cursor) {
        Some(time) => Some(format!("{date}T{time}")),
        None => Some(date),
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1000..2200).contains(&year) && (1..=days).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// `9:30`, `09:30:15.250+01:00`, `9.30 pm`, `093015Z`.
fn time(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut at = *cursor;
    let (mut hour, minute, mut second) = if let Some(compact) = at.number(6..=6) {
        (compact / 10000, compact / 100 % 100, compact % 100)
    } else if let Some(compact) = at.number(4..=4).filter(|_| at.at > 1 && at.tokens[at.at - 2] != Token::Space) {
        (compact / 100, compact % 100, 0)
    } else {
        let hour = at.number(1..=2)?;
        at.sign(&[':', '.', 'h']).or_else(|| (at.word()? == "h").then_some('h'))?;
        (hour, at.number(2..=2)?, 0)
    };
    if at.sign(&[':']).is_some() {
        second = at.number(2..=2)?;
    }
    if at.sign(&['.', ',']).is_some() {
        at.number(1..=9);
    }
    hour = half_of_day(&mut at, hour);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let zone = zone(&mut at).unwrap_or_default();
    *cursor = at;
    Some(format!("{hour:02}:{minute:02}:{:02}{zone}", second.min(59)))
}

/// The hour with an `am` or `pm` that may follow.
fn half_of_day(cursor: &mut Cursor<'_>, hour: u32) -> u32 {
    let mut at = *cursor;
    at.skip(|token| *token == Token::Space);
    let half = match at.word() {
        Some("am" | "pm") => at.tokens.get(at.at - 1),
        Some("a" | "p") if at.sign(&['.']).is_some() && at.word() == Some("m") => {
            let half = at.tokens.get(at.at - 3);
            at.sign(&['.']);
            half
        }
        _ => return hour,
    };
    let after_noon = matches!(half, Some(Token::Word(word)) if word.starts_with('p'));
    *cursor = at;
    match (hour, after_noon) {
        (12, false) => 0,
        (1..=11, true) => hour + 12,
        _ => hour,
    }
}

/// `Z`, `+01:00`, `-0500`, `EST`.
fn zone(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.skip(|token| matches!(token, Token::Space | Token::Sign('(')));
    let mut at = *cursor;
    if let Some(word) = at.word() {
        let (_, zone) = ZONES.split(' ').filter_map(|zone| zone.split_once('=')).find(|(name, _)| *name == word)?;
        *cursor = at;
        // "GMT+0100" and the like.
        return if zone == "Z" { offset(cursor).or_else(|| Some(zone.to_owned())) } else { Some(zone.to_owned()) };
    }
    offset(cursor)
}

fn offset(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut at = *cursor;
    let sign = if at.sign(&['+', '-', '−'])? == '+' { '+' } else { '-' };
    let (hours, minutes) = if let Some(both) = at.number(4..=4) {
        (both / 100, both % 100)
    } else {
        let hours = at.number(1..=2)?;
        (hours, if at.sign(&[':']).is_some() { at.number(2..=2)? } else { 0 })
    };
    *cursor = at;
    (hours <= 14 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

/// Seconds, or thousandths of them, since 1970, for the years 1990 to 2100.
fn timestamp(number: u64) -> Option<String> {
    let seconds = if number >= 1_000_000_000_000 { number / 1000 } else { number };
    if !(631_152_000..4_102_444_800).contains(&seconds) {
        return None;
    }
    // Source: Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
    let days = (seconds / 86_400) as u32 + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u32::from(month <= 2);
    let clock = seconds % 86_400;
    Some(format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", clock / 3600, clock / 60 % 60, clock % 60))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn dates_as_pages_write_them() {
        for (text, expected) in [
            ("2023-05-04", "2023-05-04"),
            ("2023-05-04T09:30", "2023-05-04T09:30:00"),
            ("2023-05-04T09:30:00Z", "2023-05-04T09:30:00Z"),
            ("2023-05-04T09:30:00.250+01:00", "2023-05-04T09:30:00+01:00"),
            ("2023-05-04T09:30:00-0500", "2023-05-04T09:30:00-05:00"),
            ("2023-05-04 09:30:00 UTC", "2023-05-04T09:30:00Z"),
            ("2023/5/4", "2023-05-04"),
            ("20230504", "2023-05-04"),
            ("20230504T093000Z", "2023-05-04T09:30:00Z"),
            ("20230504T0930", "2023-05-04T09:30:00"),
            ("Thu, 04 May 2023 09:30:00 GMT", "2023-05-04T09:30:00Z"),
            ("Thu, 4 May 2023 09:30:00 +0200", "2023-05-04T09:30:00+02:00"),
            ("Thu May  4 09:30:00 EDT 2023", "2023-05-04T09:30:00-04:00"),
            ("Thu May 04 2023 09:30:00 GMT+0100 (British Summer Time)", "2023-05-04T09:30:00+01:00"),
            ("May 4, 2023", "2023-05-04"),
            ("Posted on May 4th, 2023 at 9:30 p.m. EST", "2023-05-04T21:30:00-05:00"),
            ("Sept. 4, 2023 12:05 AM", "2023-09-04T00:05:00"),
            ("4 May 2023", "2023-05-04"),
            ("the 4th of May, 2023", "2023-05-04"),
            ("04-May-2023", "2023-05-04"),
            ("4. März 2023, 9:30 Uhr", "2023-03-04T09:30:00"),
            ("Publié le 4 août 2023 à 9h30", "2023-08-04T09:30:00"),
            ("1er juillet 2023", "2023-07-01"),
            ("4 de septiembre de 2023", "2023-09-04"),
            ("4 december 2023", "2023-12-04"),
            ("04.05.2023 09:30", "2023-05-04T09:30:00"),
            ("25/12/2023", "2023-12-25"),
            ("12/25/2023", "2023-12-25"),
            ("2023年5月4日 09:30", "2023-05-04T09:30:00"),
            ("2023년 5월 4일", "2023-05-04"),
            ("1683192600", "2023-05-04T09:30:00Z"),
            ("1683192600000", "2023-05-04T09:30:00Z"),
            ("29 February 2024", "2024-02-29"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_sure_date_gives_nothing() {
        for text in [
            "",
            "yesterday",
            "4/5/2023",
            "2023",
            "May 2023",
            "29 February 2023",
            "31/31/2023",
            "2023-13-01",
            "0001-01-01",
            "version 10.4.2",
            "market 4, 2023",
            "1-800-555-2023",
            "99999999999999999999999999",
            "12345678",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
