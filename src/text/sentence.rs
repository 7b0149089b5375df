//! Tokens become sentences, and learn which one they belong to. Knows the punctuation and the abbreviations of German and English.

use super::abbreviation::{self, Abbreviation};
use super::{Folded, Language, Sentence, Span, Token, TokenKind};

/// Cuts the tokens into sentences; each token is in exactly one.
///
/// A sentence ends behind `.`, `!`, `?` or `…` with the quotes, brackets and emoji that follow, at a blank line, before and behind a list
/// item or a heading, and behind a greeting's line. Else a line break ends none.
pub(super) fn sentences(text: &str, folded: &Folded, tokens: &mut [Token], language: Language) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut first = 0;
    let mut reader = Reader { text, folded, tokens, language, line: 0 };
    let mut at = 0;
    while at < reader.tokens.len() {
        let (last, ends) = reader.step(at);
        at = last + 1;
        let broken = reader.breaks_after(last);
        if at >= reader.tokens.len() || ends || broken {
            out.push(Sentence { span: reader.tokens[first].span.cover(reader.tokens[last].span), tokens: first..at });
            first = at;
        }
    }
    for (index, sentence) in (0u32..).zip(&out) {
        for token in &mut tokens[sentence.tokens.clone()] {
            token.sentence = index;
        }
    }
    out
}

struct Reader<'a> {
    text: &'a str,
    folded: &'a Folded,
    tokens: &'a [Token],
    language: Language,
    /// The first token of the line that is being read.
    line: usize,
}

impl<'a> Reader<'a> {
    /// Takes the token at `at`, or a whole group of closing marks with what clings to it. Gives the last token taken, and whether the
    /// sentence ends there.
    fn step(&self, at: usize) -> (usize, bool) {
        if self.tokens[at].kind != TokenKind::Mark || !is_terminal(self.written(at)) {
            return (at, false);
        }
        let mut last = at;
        while self.is_joined(last) && is_terminal(self.written(last + 1)) {
            last += 1;
        }
        let tail = self.tail(last);
        if self.ends_sentence(at, last, tail) { (tail, true) } else { (last, false) }
    }

    /// The last of the quotes, brackets and emoji behind a closing mark.
    fn tail(&self, last: usize) -> usize {
        let mut tail = last;
        while let Some(next) = self.tokens.get(tail + 1) {
            let clings = match next.kind {
                TokenKind::Mark => self.is_joined(tail) && self.is_closer(tail + 1),
                TokenKind::Emoji => !self.gap(tail).contains(['\n', '\r']),
                _ => false,
            };
            if !clings {
                break;
            }
            tail += 1;
        }
        tail
    }

    /// Whether the closing marks `at..=last` end a sentence.
    fn ends_sentence(&self, at: usize, last: usize, tail: usize) -> bool {
        let Some(next) = self.significant(tail + 1) else { return true };
        let spaced = !self.is_joined(tail);
        let lower = self.starts(next, char::is_lowercase);
        let bracketed = at > 0 && self.is_joined(at - 1) && matches!(self.written(at - 1), "(" | "[");
        let closed = (last + 1..=tail).any(|index| self.tokens[index].kind == TokenKind::Mark);
        if bracketed || closed && lower {
            return false;
        }
        match (self.written(at), last - at) {
            ("…", _) => !lower && spaced && !self.is_inner_mark(next),
            (".", 1..) if self.is_dots(at, last) => !lower && spaced && !self.is_inner_mark(next),
            (".", 0) => self.stop_ends(at, tail, next, spaced),
            _ if spaced => !self.is_inner_mark(next),
            _ => self.starts(next, char::is_uppercase) || closed && !self.is_inner_mark(next),
        }
    }

    fn is_dots(&self, at: usize, last: usize) -> bool {
        (at..=last).all(|index| matches!(self.written(index), "." | "…"))
    }

    /// Whether a single full stop ends a sentence.
    fn stop_ends(&self, stop: usize, tail: usize, next: usize, spaced: bool) -> bool {
        if self.is_inner_mark(next) && (next > tail + 1 || !spaced || !is_dash(self.written(next))) {
            return false;
        }
        let Some(before) = stop.checked_sub(1).filter(|&before| self.is_joined(before)) else { return spaced };
        match self.tokens[before].kind {
            TokenKind::Number => self.stop_ends_after_number(before, next, spaced),
            TokenKind::Word => self.stop_ends_after_word(before, next, spaced),
            _ => spaced,
        }
    }

    /// Ordinals, dates and enumerations go on; years and amounts do not.
    fn stop_ends_after_number(&self, number: usize, next: usize, spaced: bool) -> bool {
        let upper = self.starts(next, char::is_uppercase);
        if !spaced || self.starts(next, char::is_lowercase) || self.tokens[next].kind == TokenKind::Number {
            return false;
        }
        let written = self.written(number);
        let small = written.len() <= 2;
        let is_date = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && written.len() <= 5;
        if self.starts_line(number) && written.len() <= 3 || is_date && abbreviation::continues_date(self.word(next)) {
            return false;
        }
        let introduced = number > 0 && (abbreviation::introduces_ordinal(self.word(number - 1)) || self.written(number - 1) == "(");
        !(upper && small && introduced && self.language == Language::De)
    }

    fn stop_ends_after_word(&self, before: usize, next: usize, spaced: bool) -> bool {
        let word = self.word(before);
        let upper = self.starts(next, char::is_uppercase);
        if word.chars().nth(1).is_none() {
            return spaced && self.letter_ends(before, next);
        }
        let is_number = self.tokens[next].kind == TokenKind::Number;
        match abbreviation::abbreviation(word, self.language) {
            Some(Abbreviation::Open) => false,
            Some(Abbreviation::MayEnd) => spaced && upper && self.may_begin(next),
            Some(Abbreviation::BeforeNumber) => !is_number && (spaced || upper),
            Some(Abbreviation::Date) if self.starts(before, char::is_uppercase) => spaced && upper && self.may_begin(next),
            // `Node.js`, `example.Foo`: without a space, only a new capital looks like a new sentence.
            _ if !spaced => upper,
            // Without a vowel it is an abbreviation that the list does not know.
            _ if self.starts(next, char::is_lowercase) => word.contains(['a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'ü', 'é']),
            _ => true,
        }
    }

    /// A single letter: an initial, or a part of `z. B.`, `d. h.`, `p. m.`
    fn letter_ends(&self, letter: usize, next: usize) -> bool {
        if !self.starts(next, char::is_uppercase) {
            return false;
        }
        let is_part = letter >= 2 && self.written(letter - 1) == "." && self.word(letter - 2).len() == 1;
        if is_part {
            let (first, second) = (self.word(letter - 2), self.word(letter));
            // `a.m.`, `p.m.`, `u. a.`, `u. s. w.` and `e. V.` may be the last words of a sentence.
            return matches!((first, second), ("a" | "p", "m") | ("u", "a") | ("s", "w") | ("e", "v") | ("o", "ä")) && self.may_begin(next);
        }
        // `Plan B. Das …`: a letter behind a noun is a name for something; behind a name it is an initial.
        letter > 0 && self.may_begin(next) && abbreviation::begins_sentences(self.word(next))
    }

    /// Whether a capitalised word looks like the first of a sentence. German capitalises nouns, so there it takes a word that is none.
    fn may_begin(&self, next: usize) -> bool {
        self.language == Language::En || self.tokens[next].kind != TokenKind::Word || abbreviation::begins_sentences(self.word(next))
    }

    /// Whether the white space behind a token ends the sentence by itself.
    fn breaks_after(&mut self, last: usize) -> bool {
        let next = last + 1;
        if next >= self.tokens.len() {
            return false;
        }
        let breaks = count_breaks(self.gap(last));
        if breaks == 0 {
            return false;
        }
        let line = std::mem::replace(&mut self.line, next);
        breaks > 1 || self.line_stands_alone(line, last) || self.begins_line_of_its_own(next, line)
    }

    /// Headings, greetings and list items' lines are followed by something new.
    fn line_stands_alone(&self, line: usize, last: usize) -> bool {
        let is_heading = self.written(line) == "#";
        let is_greeting = last - line < 8 && self.written(last) == "," && abbreviation::begins_greeting(self.word(line));
        let is_rule = (line..=last).all(|index| matches!(self.written(index), "-" | "_" | "*" | "=" | "—" | "–")) && last - line > 1;
        is_heading || is_greeting || is_rule || line == last && self.written(line) == ">"
    }

    /// Whether a new list item, heading, quote or sign-off begins with the token.
    fn begins_line_of_its_own(&self, at: usize, line_before: usize) -> bool {
        let spaced = at + 1 >= self.tokens.len() || !self.is_joined(at);
        let second = self.tokens.get(at + 1);
        match self.tokens[at].kind {
            TokenKind::Mark => match self.written(at) {
                ">" => self.written(line_before) != ">",
                "-" | "*" | "+" | "•" | "·" | "‣" | "►" | "▪" | "→" | "✓" | "✔" | "–" | "—" | "#" => {
                    spaced || second.is_some_and(|next| next.kind == TokenKind::Mark && self.written(at) == self.written(at + 1))
                }
                "^" => true,
                _ => false,
            },
            TokenKind::Number => {
                self.written(at).len() <= 2
                    && second.is_some()
                    && self.is_joined(at)
                    && matches!(self.written(at + 1), "." | ")")
                    && !self.is_joined(at + 1)
                    && !self.tokens.get(at + 2).is_some_and(|_| abbreviation::continues_date(self.word(at + 2)))
                    && !at.checked_sub(1).is_some_and(|before| abbreviation::introduces_ordinal(self.word(before)))
            }
            TokenKind::Emoji => second.is_some_and(|next| next.kind == TokenKind::Word && count_breaks(self.gap(at)) == 0),
            TokenKind::Word => {
                let second = second.filter(|_| count_breaks(self.gap(at)) == 0).map(|_| self.word(at + 1));
                abbreviation::begins_sign_off(self.word(at), second)
            }
            _ => false,
        }
    }

    /// The token that tells how it goes on: the first that is no opening quote or bracket.
    fn significant(&self, from: usize) -> Option<usize> {
        let opening = |index: usize| {
            self.tokens[index].kind == TokenKind::Mark
                && matches!(self.written(index), "\"" | "„" | "“" | "»" | "«" | "‚" | "‘" | "'" | "(" | "[" | "*" | "_")
        };
        (from..self.tokens.len()).take(4).find(|&index| !opening(index))
    }

    /// A mark behind which no sentence begins.
    fn is_inner_mark(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Mark
            && matches!(self.written(at), "," | ";" | ":" | ")" | "]" | "/" | "-" | "–" | "—" | "&" | "+" | "=" | "%")
            && !self.begins_text_after(at)
    }

    /// A dash between sentences: `Behoben. – Mia`, and a bullet.
    fn begins_text_after(&self, at: usize) -> bool {
        is_dash(self.written(at))
            && at > 0
            && !self.is_joined(at - 1)
            && self.tokens.get(at + 1).is_some_and(|_| !self.starts(at + 1, char::is_lowercase))
    }

    fn is_closer(&self, at: usize) -> bool {
        matches!(self.written(at), "\"" | "“" | "”" | "»" | "«" | "’" | "‘" | "'" | "›" | "‹" | ")" | "]" | "}" | "*" | "_")
    }

    fn starts_line(&self, at: usize) -> bool {
        at == self.line
    }

    fn starts(&self, at: usize, test: impl Fn(char) -> bool) -> bool {
        self.tokens[at].kind == TokenKind::Word && self.written(at).starts_with(test)
    }

    /// Whether nothing stands between a token and the next.
    fn is_joined(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.span.start == self.tokens[at].span.end)
    }

    fn gap(&self, at: usize) -> &'a str {
        self.tokens.get(at + 1).map_or("", |next| Span { start: self.tokens[at].span.end, end: next.span.start }.slice(self.text))
    }

    fn written(&self, at: usize) -> &'a str {
        self.tokens[at].span.slice(self.text)
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens[at].folded.slice(&self.folded.text)
    }
}

fn is_terminal(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "…" | "‼" | "⁉" | "。" | "！" | "？")
}

fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "–" | "—")
}

/// The line breaks in white space; CRLF is one.
fn count_breaks(gap: &str) -> usize {
    if gap.len() == 1 && gap != "\n" && gap != "\r" || gap.is_empty() {
        return 0;
    }
    let bytes = gap.as_bytes();
    let plain = (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n')).count();
    plain + if gap.is_ascii() { 0 } else { gap.matches(['\u{2028}', '\u{2029}']).count() }
}

#[cfg(test)]
mod tests {
    use crate::text::{Language, Markup, Prose};

    fn cut(text: &str, language: Language) -> Vec<String> {
        let prose = Prose::read(text, Markup::Plain, language);
        prose.sentences.iter().map(|sentence| sentence.span.slice(text).to_owned()).collect()
    }

    /// Each text is written with `|` where a sentence ends.
    fn check(language: Language, texts: &[&str]) {
        for text in texts {
            let parts: Vec<&str> = text.split('|').map(str::trim).collect();
            let plain = text.replace('|', "");
            assert_eq!(cut(&plain, language), parts, "{text}");
        }
    }

    #[test]
    fn cuts_german() {
        check(
            Language::De,
            &[
                "Hallo Frau Kaya!| Ihr Geld ist heute raus.| Danke",
                "Seit 2019.| Danach kam nichts.",
                "Echt?!| Ja!!!| Gut",
                "Er sagte: „Das geht nicht.“| Schade.",
                "„Wann?“ fragte er.| „Morgen!“| Aha.",
                "Das (leider!) ging nicht.| Doch (!) schon.",
                "Alles gut! 😊👍| Weiter so 🎉",
                "Siehe https://firma.de/a.b?c=d.e.| Dann",
                "Das geht.|So nicht.| Ja.",
                "hab angerufen.| keiner geht ran.",
                "Es waren 300.| Der Rest folgt.",
                "Um 14:10.| Danach",
                "Behoben.| – Mia",
                "**Neu.**| Besser.",
                "Fertig!| #WirSind",
                "Fertig.| @a_b hat es.",
            ],
        );
    }

    #[test]
    fn goes_on_behind_german_abbreviations() {
        check(
            Language::De,
            &[
                "Das gilt z. B. für Sie, d. h. für alle.| Gut",
                "Das gilt z.B. Montag und u.a. Dienstag.| Gut",
                "Dr. Müller und Prof. Yıldız kommen um ca. 14.30 Uhr.| Bis dann!",
                "Wir haben Mo.–So. von 8 bis 20 Uhr offen.| Bis bald",
                "Wir haben Mo. bis Fr. offen, Sa. 8–12 Uhr.| Bis Fr.| Danke",
                "Tische, Stühle usw.| Das reicht.",
                "Tische, Stühle usw. Möbel liefern wir.",
                "Die Goethestr. 5 und die Bestellnr. 7.| Ja",
                "Inkl. MwSt. und evtl. Porto bzw. Fracht, Tel. 0800.| Ja",
                "Das ist so.| Wir sagen Mi. Bescheid.",
                "Plan B.| Wir liefern.| J. Müller kommt.",
                "Freundl. Grüße",
            ],
        );
    }

    #[test]
    fn goes_on_behind_ordinals_and_dates() {
        check(
            Language::De,
            &[
                "Wie am 3.11. zugesagt, kommt am 3. November der Techniker.| Er klingelt.",
                "Im 5. Stock.| Ja",
                "Der Termin ist am 3. Advent.| Gut",
                "Bis 14.12.| Danke!",
                "1. Stecker ziehen\n|2. Warten",
            ],
        );
    }

    #[test]
    fn goes_on_behind_dots_before_lower_case() {
        check(Language::De, &["Wir prüfen … und melden uns.| Moment…| Jetzt!", "Wir prüfen... und melden uns.| Moment...| Jetzt!"]);
    }

    #[test]
    fn cuts_english() {
        check(
            Language::En,
            &[
                "Hi Mr. O'Brien!| Mrs. Shah, e.g. at 5 p.m. today, i.e. now.| Thanks",
                "We open at 9 a.m.| Then we call.",
                "Order no. 5 is out.| No.| Yes.",
                "I said no.| Then he left.",
                "Refunds, credits, etc.| We do it all.",
                "Acme Inc. is here.| Jan. 5 works.",
                "“Why?” she asked.| Because.",
                "It's 3.5 km.| OK.",
            ],
        );
    }

    #[test]
    fn cuts_at_lines_that_stand_alone() {
        check(
            Language::De,
            &[
                "Hallo Frau Kaya,\n|Ihr Geld ist\nheute raus",
                "Ohne Punkt\n\n|Neuer Absatz\r\n\r\n|Und noch einer",
                "Wir haben:\n|- Brot\n|- Wurst\n|• Käse",
                "# Störung\n|Wir prüfen",
                "✅ Neu\n|✅ Besser",
                "Danke\n😊",
                "Bis morgen\n|Viele Grüße\n|Ihr Team",
                "> Das geht\n> so nicht\n>\n|> Gruß\n\n|Stimmt",
                "Text\n|---\n|Ende",
            ],
        );
    }

    #[test]
    fn tells_tokens_their_sentence() {
        let prose = Prose::read("Ja. Nein! Doch?", Markup::Plain, Language::De);
        assert_eq!(prose.tokens.iter().map(|token| token.sentence).collect::<Vec<_>>(), [0, 0, 1, 1, 2, 2]);
        assert_eq!(Prose::read("", Markup::Plain, Language::De).sentences, []);
    }
}
