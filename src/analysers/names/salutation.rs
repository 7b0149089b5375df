//! A text becomes the places where it speaks to somebody, or of somebody, by name: greetings, names set off by commas, titles with a name.
//! Reads forms alone: whether the name is right is asked elsewhere.

use std::ops::Range;

use super::data::{TitleKind, data};
use super::group::{Group, Reader};
use super::personal::PartKind;
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

impl Reader<'_> {
    fn address_at(&self, at: usize, end: usize, opening: usize, nameless: &mut Option<NamelessGreeting>) -> Option<Address> {
        let token = self.prose.tokens.get(at)?;
        match token.kind {
            TokenKind::Mark if self.is_mark(at, ",") => self.set_off(at + 1, end),
            TokenKind::Word => {
                let spoken_to = if self.starts_clause(at) {
                    self.greeted(at, end, at == opening, nameless).or_else(|| self.called(at, end))
                } else {
                    self.endeared(at, end)
                };
                spoken_to.or_else(|| self.mentioned(at, end))
            }
            _ => None,
        }
    }

    /// "liebe Frau Kaya" in the middle of a sentence.
    fn endeared(&self, at: usize, end: usize) -> Option<Address> {
        if !matches!(self.prose.word(at), "liebe" | "lieber" | "dear" | "geehrte" | "geehrter") {
            return None;
        }
        self.behind_greeting(at, at + 1, end)
            .filter(|address| address.closed && self.begins_with_capital(address) && !self.is_ordinary_first(address))
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
            .filter(|address| !separated || address.title.is_some() || address.closed && address.words.len() <= 3)
            .filter(|address| opens || address.title.is_some() || self.begins_with_capital(address));
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

    /// Whether the first word is one that stands where a name could stand. Behind a title only a role is no name: many a surname is an ordinary word.
    fn is_ordinary_first(&self, address: &Address) -> bool {
        let Some(first) = address.words.iter().find(|word| word.kind == PartKind::Name) else {
            return address.title.is_none() && !address.words.iter().any(|word| word.kind == PartKind::Initial);
        };
        let folded = self.prose.word(self.prose.token_at(first.span.start));
        if address.title.is_some() { data().is_role(folded) } else { data().is_ordinary(folded) || data().is_role(folded) }
    }

    fn begins_with_capital(&self, address: &Address) -> bool {
        address.words.first().is_some_and(|word| word.span.slice(&self.prose.text).starts_with(char::is_uppercase))
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
