//! A text becomes the places where it speaks to somebody, or of somebody, by name: greetings, names set off by commas, titles with a name.
//! Reads forms alone: whether the name is right is asked elsewhere.

use std::ops::Range;

use super::data::{TitleKind, data};
use super::personal::PartKind;
use super::spelling::key;
use crate::text::{Prose, Span, TokenKind, ZoneKind};

/// Where and how a text names somebody.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct Address {
    pub(in crate::analysers) stance: Stance,
    pub(in crate::analysers) title: Option<Titled>,
    /// Whether a doctor's or professor's title stands there.
    pub(in crate::analysers) has_degree: bool,
    /// Two people are named, or one of two: `Herr und Frau Weiß`, `Anna und Ben`.
    pub(in crate::analysers) several: bool,
    pub(in crate::analysers) words: Vec<WrittenWord>,
    /// The tokens of the greeting before; empty where there is none.
    pub(in crate::analysers) greeting: Range<usize>,
    /// From the title to the last word.
    pub(in crate::analysers) tokens: Range<usize>,
    /// A mark, a line's end or an ordinary word follows: nothing of the name has been cut off.
    pub(in crate::analysers) closed: bool,
    /// The first word is an ordinary one: hardly a name, unless a machine has corrected one.
    pub(in crate::analysers) doubtful: bool,
    /// A comma or an exclamation mark stands between the greeting and the name.
    pub(in crate::analysers) separated: bool,
    /// Nothing but emoji follows, or a few words behind a dash or a line break: the name may be the writer's own.
    pub(in crate::analysers) at_end: bool,
}

/// The part that a name plays where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysers) enum Stance {
    /// Behind a greeting: `Hallo Frau Kaya`.
    Greeted,
    /// Behind a word that speaks to somebody, or at a sentence's start before a comma: `Danke, Frau Kaya`.
    Called,
    /// Between commas, behind a word that it might as well explain: `unsere Kollegin, Frau Kaya,`.
    SetOff,
    /// Somewhere in a sentence, with a title.
    Mentioned,
}

/// A title that tells man, woman or family.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct Titled {
    pub(in crate::analysers) kind: TitleKind,
    pub(in crate::analysers) tokens: Range<usize>,
}

/// A word of a name in a text.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct WrittenWord {
    pub(in crate::analysers) span: Span,
    pub(in crate::analysers) kind: PartKind,
}

/// A greeting that names nobody: `Hallo,`.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct NamelessGreeting {
    pub(in crate::analysers) tokens: Range<usize>,
}

/// All the places of a text.
#[derive(Clone, Debug, Default)]
pub(in crate::analysers) struct Addresses {
    /// In order.
    pub(in crate::analysers) all: Vec<Address>,
    /// The greeting that the text begins with, where it names nobody.
    pub(in crate::analysers) nameless: Option<NamelessGreeting>,
}

/// How many tokens of the end may be a closing formula, names and offices.
const SIGN_OFF: usize = 40;

/// Finds every place where a text names somebody.
pub(in crate::analysers) fn addresses(prose: &Prose) -> Addresses {
    let reader = Reader { prose };
    let mut out = Addresses::default();
    let end = reader.sign_off();
    let opening = reader.first_word();
    let mut at = 0;
    while at < end {
        let Some(address) = reader.address_at(at, end, opening, &mut out.nameless) else {
            at += 1;
            continue;
        };
        at = address.tokens.end.max(at + 1);
        if !reader.is_set_apart(&address) {
            out.all.push(address);
        }
    }
    out
}

struct Reader<'a> {
    prose: &'a Prose,
}

/// A name group before it is known what it is for.
struct Group {
    title: Option<Titled>,
    has_degree: bool,
    several: bool,
    words: Vec<WrittenWord>,
    tokens: Range<usize>,
    closed: bool,
    lower: bool,
}

impl Reader<'_> {
    fn address_at(&self, at: usize, end: usize, opening: usize, nameless: &mut Option<NamelessGreeting>) -> Option<Address> {
        let token = self.prose.tokens.get(at)?;
        match token.kind {
            TokenKind::Mark if self.is_mark(at, ",") => self.set_off(at + 1, end),
            TokenKind::Word => {
                let starts = self.starts_clause(at);
                if starts {
                    if let Some(address) = self.greeted(at, end, at == opening, nameless) {
                        return Some(address);
                    }
                    if let Some(address) = self.called(at, end) {
                        return Some(address);
                    }
                } else if matches!(self.prose.word(at), "liebe" | "lieber" | "dear" | "geehrte" | "geehrter") {
                    if let Some(address) =
                        self.behind_greeting(at, at + 1, end).filter(|address| address.closed && !self.is_ordinary_first(address))
                    {
                        return Some(address);
                    }
                }
                self.mentioned(at, end)
            }
            _ => None,
        }
    }

    /// A greeting and the name behind it.
    fn greeted(&self, at: usize, end: usize, opens: bool, nameless: &mut Option<NamelessGreeting>) -> Option<Address> {
        let mut length = data().greetings.length_at(at, |index| self.word_at(index, end));
        if length == 0 {
            return None;
        }
        let mut after = at + length;
        let mut separated = false;
        loop {
            let next = if self.is_mark(after, ",")
                || self.is_mark(after, "!")
                || self.is_word(after, "und", end)
                || self.is_word(after, "and", end)
            {
                after + 1
            } else {
                after
            };
            let more = data().greetings.length_at(next, |index| self.word_at(index, end));
            // "Hallo na" and "Hi dear" go on greeting; a name such as "Na Li" would have to be greeted with a title.
            if more == 0 {
                break;
            }
            length = more;
            after = next + length;
        }
        let stands_alone = !matches!(
            self.prose.word(after - 1),
            "liebe"
                | "lieber"
                | "liebes"
                | "liebste"
                | "liebster"
                | "dear"
                | "dearest"
                | "geehrte"
                | "geehrter"
                | "geehrtes"
                | "verehrte"
                | "verehrter"
                | "werte"
                | "werter"
        );
        let mut name_at = after;
        if self.is_mark(after, ",") || self.is_mark(after, "!") {
            separated = true;
            name_at += 1;
        }
        let found = self.behind_greeting(at, name_at, end).map(|mut address| {
            address.separated = separated;
            address.greeting = at..after;
            address
        });
        let found = found
            .map(|mut address| {
                address.doubtful = self.is_ordinary_first(&address);
                address
            })
            .filter(|address| !address.doubtful || address.closed && !separated && !self.is_addressee_first(address))
            .filter(|address| !separated || address.title.is_some() || address.closed && address.words.len() <= 3);
        if found.as_ref().is_none_or(|address| address.doubtful) && opens && stands_alone && self.is_nameless(after, end) {
            *nameless = Some(NamelessGreeting { tokens: at..after });
        }
        found
    }

    fn behind_greeting(&self, at: usize, name_at: usize, end: usize) -> Option<Address> {
        let group = self.group(name_at, end, true)?;
        (group.closed || !group.lower).then(|| self.address(group, Stance::Greeted, at..name_at))
    }

    /// Whether nothing that could be a name follows a greeting.
    fn is_nameless(&self, after: usize, end: usize) -> bool {
        after >= end
            || self.breaks_before(after)
            || self.prose.tokens[after].kind != TokenKind::Word && !matches!(self.prose.written(after), "{" | "<" | "[" | "%" | "$")
            || data().is_ordinary(self.prose.word(after)) && !data().is_role(self.prose.word(after))
    }

    /// A word that speaks to somebody and the name behind it, or a name before a comma at a sentence's start.
    fn called(&self, at: usize, end: usize) -> Option<Address> {
        let length = data().openers.length_at(at, |index| self.word_at(index, end));
        if length > 0 {
            let after = at + length;
            let name_at = if self.is_mark(after, ",") || self.is_mark(after, "!") { after + 1 } else { after };
            // Behind "Danke!" starts a new sentence, with any word.
            let group = self.group(name_at, end, false).filter(|group| group.closed || group.title.is_some() && name_at == after)?;
            let address = self.address(group, Stance::Called, at..after);
            return (!self.is_ordinary_first(&address)).then_some(address);
        }
        if !self.starts_sentence(at) {
            return None;
        }
        let group = self.group(at, end, false).filter(|group| group.closed && group.words.len() <= 4)?;
        let comma = self.is_mark(group.tokens.end, ",");
        let likely = group.title.is_some() || self.is_given(&group);
        let address = self.address(group, Stance::Called, at..at);
        (comma && likely && !self.is_ordinary_first(&address)).then_some(address)
    }

    /// A name behind a comma, up to a mark.
    fn set_off(&self, at: usize, end: usize) -> Option<Address> {
        let group = self.group(at, end, false).filter(|group| group.closed)?;
        // In a list of names nobody is spoken to.
        let ends = group.tokens.end;
        let listed = self.is_word(ends, "und", end) || self.is_word(ends, "and", end);
        let explains = at.checked_sub(2).is_some_and(|before| {
            self.prose.tokens[before].kind != TokenKind::Word
                || self.prose.written(before).starts_with(char::is_uppercase) && !self.starts_sentence(before)
        });
        let stance = if explains { Stance::SetOff } else { Stance::Called };
        let address = self.address(group, stance, at..at);
        (!listed && !self.is_ordinary_first(&address)).then_some(address)
    }

    /// A title and a name somewhere in a sentence.
    fn mentioned(&self, at: usize, end: usize) -> Option<Address> {
        data().title(self.prose.word(at))?;
        let owned = at.checked_sub(1).is_some_and(|before| {
            matches!(self.prose.word(before), "meine" | "deine" | "seine" | "ihre" | "eine" | "unsere" | "mein" | "dein" | "ein")
        });
        let group = self.group(at, end, false)?;
        (!owned).then(|| self.address(group, Stance::Mentioned, at..at))
    }

    fn address(&self, group: Group, stance: Stance, greeting: Range<usize>) -> Address {
        let after = group.tokens.end;
        let rest = &self.prose.tokens[after..];
        let cut_off = self.breaks_before(after) || ["-", "–", "—"].iter().any(|dash| self.is_mark(after, dash));
        let at_end =
            rest.iter().all(|token| token.kind == TokenKind::Emoji) || cut_off && rest.len() <= SIGN_OFF && stance == Stance::Called;
        Address {
            stance,
            title: group.title,
            has_degree: group.has_degree,
            several: group.several,
            words: group.words,
            greeting,
            tokens: group.tokens,
            closed: group.closed,
            doubtful: false,
            separated: false,
            at_end,
        }
    }

    /// Titles and capitalised words from a token on. Behind a greeting, a word may be written small.
    fn group(&self, start: usize, end: usize, greeted: bool) -> Option<Group> {
        let mut group =
            Group { title: None, has_degree: false, several: false, words: Vec::new(), tokens: start..start, closed: false, lower: false };
        let mut at = self.titles(start, end, greeted, &mut group);
        let mut open = true;
        while at < end && group.words.len() < 6 && !(at > start && self.breaks_before(at)) {
            let token = self.prose.tokens[at];
            let (written, folded) = (self.prose.written(at), self.prose.word(at));
            if token.kind != TokenKind::Word || token.gender_stem > 0 {
                break;
            }
            let first = group.words.is_empty();
            let capital = written.starts_with(|c: char| !c.is_lowercase());
            let led = group.title.is_some() || group.has_degree || greeted || !first || capital;
            if led && data().is_particle(folded) && self.goes_on_after_particle(at, end) {
                group.words.push(WrittenWord { span: token.span, kind: PartKind::Particle });
                at += 1;
                continue;
            }
            if !first && matches!(folded, "und" | "and") && self.is_capital(at + 1, end) {
                group.several = true;
                at += 1;
                at = self.titles(at, end, false, &mut group);
                continue;
            }
            // "al-Masri" begins small and is one word.
            let capital = capital
                || led
                    && data().is_particle(folded)
                    && self.is_joined(at)
                    && self.is_mark(at + 1, "-")
                    && self.is_joined(at + 1)
                    && self.is_capital(at + 2, end);
            let small = greeted && first && !capital;
            if !capital && !small || !first && data().is_ordinary(folded) {
                open = !(capital && data().is_ordinary(folded));
                break;
            }
            group.lower = small;
            at = self.push_word(at, end, &mut group);
            if small {
                break;
            }
        }
        if !group.words.iter().any(|word| word.kind != PartKind::Particle) || self.is_glued(at) {
            return None;
        }
        group.tokens.end = at;
        group.closed = !open || at >= end || self.breaks_before(at) || self.closes(at);
        Some(group)
    }

    /// Takes the titles from a token on, with their full stops.
    fn titles(&self, start: usize, end: usize, greeted: bool, group: &mut Group) -> usize {
        let mut at = start;
        while at < end {
            let (written, folded) = (self.prose.written(at), self.prose.word(at));
            let titled = group.title.is_some() || group.has_degree;
            if titled
                && matches!(folded, "und" | "oder" | "and" | "or" | "&" | "/")
                && at + 1 < end
                && data().title(self.prose.word(at + 1)).is_some()
            {
                group.several = true;
                at += 1;
                continue;
            }
            let abbreviated = self.is_mark(at + 1, ".") && self.is_joined(at);
            let Some(kind) = data().title(folded).filter(|_| greeted || written.starts_with(char::is_uppercase)) else {
                if titled && abbreviated && data().is_honorific(folded) {
                    at += 2;
                    continue;
                }
                break;
            };
            let next = if abbreviated { at + 2 } else { at + 1 };
            if kind == TitleKind::Academic {
                group.has_degree = true;
            } else if group.title.is_none() {
                group.title = Some(Titled { kind, tokens: at..next });
            }
            at = next;
        }
        at
    }

    /// Takes a word with what is joined to it by hyphens, or an initial with its full stop.
    fn push_word(&self, at: usize, end: usize, group: &mut Group) -> usize {
        let written = self.prose.written(at);
        let mut span = self.prose.tokens[at].span;
        let mut next = at + 1;
        if written.chars().count() == 1 {
            if self.is_mark(next, ".") && self.is_joined(at) {
                next += 1;
            }
            group.words.push(WrittenWord { span, kind: PartKind::Initial });
            return next;
        }
        while next + 1 < end
            && self.is_mark(next, "-")
            && self.is_joined(next - 1)
            && self.is_joined(next)
            && self.prose.tokens[next + 1].kind == TokenKind::Word
        {
            span = span.cover(self.prose.tokens[next + 1].span);
            next += 2;
        }
        group.words.push(WrittenWord { span, kind: PartKind::Name });
        next
    }

    fn goes_on_after_particle(&self, at: usize, end: usize) -> bool {
        let next = at + 1;
        next < end
            && self.prose.tokens[next].kind == TokenKind::Word
            && !self.breaks_before(next)
            && (self.prose.written(next).starts_with(char::is_uppercase) || data().is_particle(self.prose.word(next)))
    }

    fn is_given(&self, group: &Group) -> bool {
        group.words.first().is_some_and(|word| word.kind == PartKind::Name && data().is_given_name(&key(word.span.slice(&self.prose.text))))
    }

    /// Whether the first word is one that stands where a name could stand. Behind a title only a role is no name: many a surname is an ordinary word.
    fn is_ordinary_first(&self, address: &Address) -> bool {
        let Some(first) = address.words.iter().find(|word| word.kind == PartKind::Name) else {
            return address.title.is_none() && !address.words.iter().any(|word| word.kind == PartKind::Initial);
        };
        let folded = self.prose.word(self.prose.token_at(first.span.start));
        if address.title.is_some() { data().is_role(folded) } else { data().is_ordinary(folded) || data().is_role(folded) }
    }

    /// Whether the first word means the reader by no name.
    fn is_addressee_first(&self, address: &Address) -> bool {
        address.title.is_none() && self.is_addressee(address.words.first().map_or(0, |word| self.prose.token_at(word.span.start)))
    }

    fn is_addressee(&self, index: usize) -> bool {
        let folded = self.prose.word(index);
        data().is_addressee(folded) || !self.prose.written(index).starts_with(char::is_uppercase)
    }

    /// Where the writer's own name may begin: at the last closing formula, with few words behind it.
    fn sign_off(&self) -> usize {
        let count = self.prose.tokens.len();
        let from = count.saturating_sub(SIGN_OFF);
        let closes = |&at: &usize| {
            self.starts_clause(at)
                && !matches!(self.prose.word(at), "ihr" | "ihre" | "dein" | "deine" | "euer" | "eure" | "best" | "cheers")
                && data().closings.length_at(at, |index| self.word_at(index, count)) > 0
        };
        let dash = |&at: &usize| {
            at > 0
                && count - at <= 5
                && matches!(self.prose.written(at), "–" | "—" | "-" | "~" | "^" | "*" | "/")
                && !self.is_joined(at - 1)
        };
        (from..count).find(|at| closes(at)).or_else(|| (from..count).find(|at| dash(at))).unwrap_or(count)
    }

    /// The first word of the text.
    fn first_word(&self) -> usize {
        self.prose.tokens.iter().position(|token| token.kind == TokenKind::Word).unwrap_or(0)
    }

    fn is_set_apart(&self, address: &Address) -> bool {
        let span = self.prose.span_of(address.tokens.clone());
        !self.prose.zones.is_empty()
            && self
                .prose
                .zones_over(span, &[ZoneKind::Quote, ZoneKind::BlockQuote, ZoneKind::Code, ZoneKind::Comment, ZoneKind::LinkTarget])
                .next()
                .is_some()
    }

    fn starts_sentence(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        self.prose.tokens[before].sentence != self.prose.tokens[at].sentence
            || self.breaks_before(at)
            || matches!(self.prose.tokens[before].kind, TokenKind::Handle | TokenKind::Emoji)
            || matches!(self.prose.written(before), "." | "!" | "?" | ":" | "(" | "–" | "—")
    }

    fn starts_clause(&self, at: usize) -> bool {
        self.starts_sentence(at) || at.checked_sub(1).is_some_and(|before| self.prose.tokens[before].kind != TokenKind::Word)
    }

    fn word_at(&self, index: usize, end: usize) -> Option<&str> {
        (index < end && self.prose.tokens[index].kind == TokenKind::Word).then(|| self.prose.word(index))
    }

    fn is_word(&self, index: usize, word: &str, end: usize) -> bool {
        self.word_at(index, end) == Some(word)
    }

    fn is_capital(&self, index: usize, end: usize) -> bool {
        index < end && self.prose.tokens[index].kind == TokenKind::Word && self.prose.written(index).starts_with(char::is_uppercase)
    }

    fn is_mark(&self, index: usize, mark: &str) -> bool {
        self.prose.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Mark && token.span.slice(&self.prose.text) == mark)
    }

    /// Whether a mark or an emoji ends a name here.
    fn closes(&self, index: usize) -> bool {
        let Some(token) = self.prose.tokens.get(index) else { return true };
        match token.kind {
            TokenKind::Mark => matches!(self.prose.written(index), "," | "." | "!" | "?" | ":" | ";" | "–" | "—" | "-" | "…" | ")" | "("),
            TokenKind::Emoji => true,
            _ => false,
        }
    }

    /// Whether nothing stands between the token and the next.
    fn is_joined(&self, index: usize) -> bool {
        match (self.prose.tokens.get(index), self.prose.tokens.get(index + 1)) {
            (Some(one), Some(next)) => one.span.end == next.span.start,
            _ => false,
        }
    }

    /// Whether the token hangs on the word before it as parts of an account's name do: `miz_mandah`.
    fn is_glued(&self, index: usize) -> bool {
        index > 0 && self.is_joined(index - 1) && matches!(self.prose.tokens[index].kind, TokenKind::Number)
            || index > 0 && self.is_joined(index - 1) && self.is_mark(index, "_")
            || index > 1 && self.is_joined(index - 2) && self.is_mark(index - 1, "_")
    }

    /// Whether a line ends before the token.
    fn breaks_before(&self, index: usize) -> bool {
        let (Some(before), Some(token)) =
            (index.checked_sub(1).and_then(|before| self.prose.tokens.get(before)), self.prose.tokens.get(index))
        else {
            return false;
        };
        self.prose.text.get(before.span.end()..token.span.start()).is_some_and(|gap| gap.contains(['\n', '\r']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Markup};

    fn read(text: &str) -> Vec<(Stance, String)> {
        let prose = Prose::read(text, Markup::Markdown, Language::De);
        let show = |address: &Address| {
            let words: Vec<&str> = address.words.iter().map(|word| word.span.slice(text)).collect();
            let title = address.title.as_ref().map_or_else(String::new, |title| format!("{:?} ", title.kind));
            (address.stance, format!("{title}{}", words.join(" ")))
        };
        addresses(&prose).all.iter().map(show).collect()
    }

    fn one(text: &str) -> (Stance, String) {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn greetings_with_names() {
        for (text, name) in [
            ("Hallo Herr Schlee, der Techniker kommt.", "Masculine Schlee"),
            ("Sehr geehrte Frau Dr. von der Heide,\ndanke.", "Feminine von der Heide"),
            ("Sehr geehrter Herr Prof. Dr. med. Kaya!", "Masculine Kaya"),
            ("Hi Jon, we are on it.", "Jon"),
            ("Hi Jon we are on it.", "Jon"),
            ("Hi Aideen Thanks for taking the time", "Aideen"),
            ("Dear Mr O'Brien, thanks", "Masculine O'Brien"),
            ("Dear Mrs. Müller-Lüdenscheidt: thanks", "Feminine Müller-Lüdenscheidt"),
            ("Moin Hannes! Läuft.", "Hannes"),
            ("Guten Tag, Frau Kaya, wir prüfen das.", "Feminine Kaya"),
            ("Hi, Lorenzo! Yes.", "Lorenzo"),
            ("@x_y Hey Fenja, sorry", "Fenja"),
            ("Ho ho ho liebe Nele! 🎅", "Nele"),
            ("Hallo liebe Anna 🌻 schön", "Anna"),
            ("Guten Tag Ottmar G., Sie können", "Ottmar G"),
            ("hallo anna, schön", "anna"),
            ("Liebe Familie Weiß, leider", "Family Weiß"),
            ("Sehr geehrter Herr Schlee\nDer Anschluss geht.", "Masculine Schlee"),
            ("Hallo Herr Schlee Ihr Anschluss geht wieder.", "Masculine Schlee"),
            ("Nochmals hallo, Herr Schlee, alles gut.", "Masculine Schlee"),
        ] {
            assert_eq!(one(text).1, name, "{text}");
        }
    }

    #[test]
    fn names_in_the_middle() {
        for (text, stance, name) in [
            ("Danke, Frau Kaya. Das hilft.", Stance::Called, "Feminine Kaya"),
            ("Vielen Dank Frau Kaya!", Stance::Called, "Feminine Kaya"),
            ("Da haben Sie recht, Herr Lindemann, das war falsch.", Stance::Called, "Masculine Lindemann"),
            ("Danke für das offene Wort, Ivana. Wir prüfen das.", Stance::SetOff, "Ivana"),
            ("Herr Müller, das tut uns leid.", Stance::Called, "Masculine Müller"),
            ("Anna, das tut uns leid.", Stance::Called, "Anna"),
            ("Ich habe Herrn Schlee heute angerufen.", Stance::Mentioned, "Masculine Schlee"),
            ("Zuständig ist unsere Kollegin, Frau Wendt, ab morgen.", Stance::SetOff, "Feminine Wendt"),
            ("Sorry Bob, we'll fix it.", Stance::Called, "Bob"),
        ] {
            assert_eq!(one(text), (stance, name.to_owned()), "{text}");
        }
    }

    #[test]
    fn no_names() {
        for text in [
            "Hallo zusammen, der Bus kommt.",
            "Hi there, thanks for asking.",
            "Hi, Thanks for asking.",
            "Hi We are on it.",
            "Dear customer, thanks.",
            "Dear Valued Guest, thanks.",
            "Liebe Grüße aus Köln",
            "Guten Tag, leider nicht.",
            "Hello again, it works.",
            "Liebe Grüße, Anna",
            "Läuft wieder.\n\nViele Grüße\nIhr Hannes Meier",
            "Danke! Anna und ich schauen nach.",
            "Er schrieb „Hallo Herr Schlee, danke“ dazu.",
            "Wir prüfen das. – Mia",
            "Dear norvento_wind, thanks",
            "Hallo liebe Kund*innen, danke",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn greetings_without_a_name() {
        let nameless = |text: &str| {
            let prose = Prose::read(text, Markup::Markdown, Language::De);
            addresses(&prose).nameless.map(|greeting| prose.span_of(greeting.tokens).slice(text).to_owned())
        };
        for (text, greeting) in [
            ("Hallo, der Techniker kommt.", Some("Hallo")),
            ("Guten Tag,\nder Techniker kommt.", Some("Guten Tag")),
            ("Hi there, thanks", Some("Hi there")),
            ("@x Hello! We", Some("Hello")),
            ("Hallo zusammen, danke", Some("Hallo")),
            ("Liebe Grüße", None),
            ("Dear guest, thanks", None),
            ("Hallo Anna, danke", None),
            ("Der Techniker kommt.", None),
        ] {
            assert_eq!(nameless(text).as_deref(), greeting, "{text}");
        }
    }
}
