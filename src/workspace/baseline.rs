//! Findings that were there when Tonfall came become a baseline, so that only new ones are reported. A finding is known by its file, its rule and
//! its text, not by its line: a draft may grow above it. Knows no disk.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The version of the format.
const VERSION: u32 = 1;

/// The longest text that is kept whole, in characters; of a longer one the beginning and a checksum are.
const LONG: usize = 80;

/// How often each text stands in a file, by the rule that finds it.
type Texts = BTreeMap<String, usize>;

/// Findings that are known, by the path of their file from the baseline's folder, their rule and their text, with how many there are of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: BTreeMap<String, BTreeMap<String, Texts>>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { version: VERSION, findings: BTreeMap::new() }
    }
}

/// An entry of a baseline that nothing answers to any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    pub path: String,
    pub rule: String,
    pub text: String,
    pub count: usize,
}

impl Baseline {
    /// Reads a baseline file.
    ///
    /// # Errors
    /// What is wrong with it, for users.
    pub fn parse(text: &str) -> Result<Self, String> {
        match serde_json::from_str::<Self>(text) {
            Ok(baseline) if baseline.version == VERSION => Ok(baseline),
            Ok(Self { version, .. }) => {
                Err(format!("it has version {version}, and this Tonfall reads version {VERSION}: make a new one with `tonfall baseline`"))
            }
            Err(error) => Err(format!("it is not a baseline ({error}): make a new one with `tonfall baseline`")),
        }
    }

    /// The file: sorted, one entry per line, so that two branches can be merged.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("maps of text can be written as JSON");
        json.push('\n');
        json
    }

    /// Adds a finding.
    pub fn add(&mut self, path: &str, rule: &str, text: &str) {
        let rules = self.findings.entry(path.to_owned()).or_default();
        *rules.entry(rule.to_owned()).or_default().entry(key(text)).or_default() += 1;
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.values().flat_map(BTreeMap::values).flat_map(BTreeMap::values).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The paths that it names.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.findings.keys().map(String::as_str)
    }

    /// Takes a finding out, if it is there: whether it was known.
    pub fn take(&mut self, path: &str, rule: &str, text: &str) -> bool {
        let count = self.findings.get_mut(path).and_then(|rules| rules.get_mut(rule)).and_then(|texts| texts.get_mut(&key(text)));
        match count {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// What is left of the files that `is_checked` names, after everything that was found has been taken.
    #[must_use]
    pub fn stale(&self, is_checked: impl Fn(&str) -> bool) -> Vec<Stale> {
        let mut out = Vec::new();
        for (path, rules) in self.findings.iter().filter(|(path, _)| is_checked(path)) {
            for (rule, texts) in rules {
                let left = texts.iter().filter(|(_, count)| **count > 0);
                out.extend(left.map(|(text, &count)| Stale { path: path.clone(), rule: rule.clone(), text: text.clone(), count }));
            }
        }
        out
    }

    /// The same without entries.
    #[must_use]
    pub fn without(mut self, gone: &[Stale]) -> Self {
        for Stale { path, rule, text, count } in gone {
            if let Some(known) = self.findings.get_mut(path).and_then(|rules| rules.get_mut(rule)).and_then(|texts| texts.get_mut(text)) {
                *known = known.saturating_sub(*count);
            }
        }
        for rules in self.findings.values_mut() {
            rules.values_mut().for_each(|texts| texts.retain(|_, count| *count > 0));
            rules.retain(|_, texts| !texts.is_empty());
        }
        self.findings.retain(|_, rules| !rules.is_empty());
        self
    }
}

/// What a finding's text is known by: white space and line ends do not count.
fn key(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONG) {
        None => line,
        Some((end, _)) => format!("{}… #{:016x}", &line[..end], checksum(line.as_bytes())),
    }
}

/// FNV-1a: the same on every machine and in every version, which the standard library's hashes do not promise.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline(findings: &[(&str, &str, &str)]) -> Baseline {
        let mut baseline = Baseline::default();
        findings.iter().for_each(|(path, rule, text)| baseline.add(path, rule, text));
        baseline
    }

    #[test]
    fn the_same_text_counts_as_often_as_it_stands_there() {
        let mut known = baseline(&[("a.md", "x", "oh\r\n no"), ("a.md", "x", "oh no"), ("b.md", "x", "ü")]);
        assert_eq!(Baseline::parse(&known.to_json()).unwrap(), known);
        let taken = [1, 2, 3].map(|_| known.take("a.md", "x", " oh no"));
        assert_eq!(taken, [true, true, false]);
        assert!(!known.take("a.md", "y", "ü") && !known.take("c.md", "x", "ü"));
        let stale = Stale { path: "b.md".to_owned(), rule: "x".to_owned(), text: "ü".to_owned(), count: 1 };
        assert_eq!((known.stale(|_| true), known.stale(|path| path == "a.md")), (vec![stale], Vec::new()));
    }

    #[test]
    fn what_is_gone_is_taken_out_and_nothing_else() {
        let known = baseline(&[("a.md", "x", "1"), ("a.md", "x", "1"), ("a.md", "y", "2"), ("b.md", "x", "3")]);
        let mut left = known.clone();
        assert!(left.take("a.md", "x", "1") && left.take("b.md", "x", "3"));
        let stale = left.stale(|_| true);
        assert_eq!(known.without(&stale), baseline(&[("a.md", "x", "1"), ("b.md", "x", "3")]));
    }

    #[test]
    fn long_texts_are_told_apart_to_their_end() {
        let long = "wort ".repeat(100);
        let mut known = baseline(&[("a.md", "x", &long)]);
        assert!(!known.take("a.md", "x", &format!("{long}!")) && known.take("a.md", "x", &long));
        assert!(known.to_json().len() < 300);
    }

    #[test]
    fn other_files_are_refused() {
        for text in ["", "[]", "{}", "{\"version\":2,\"findings\":{}}", "{\"version\":1,\"findings\":{},\"x\":1}"] {
            assert!(Baseline::parse(text).unwrap_err().ends_with("`tonfall baseline`"), "{text}");
        }
    }
}
