//! The accounts that a reply mentions, held against the customer's, become hits: a misspelt account, a stranger's, the brand's own.

use super::{Analyser, Check, Hit, Place, Remedy};
use crate::finding::{Applicability, Severity};
use crate::text::{TokenKind, ZoneKind};

pub(super) struct MentionMismatch;

impl Analyser for MentionMismatch {
    fn name(&self) -> &'static str {
        "mention-mismatch"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let reading = check.reading;
        let Some(handle) = reading.draft.complaint.as_ref().and_then(|complaint| complaint.handle.as_ref()) else { return };
        let right = account(&handle.value);
        if right.is_empty() || right.contains(char::is_whitespace) {
            return;
        }
        let mentions = mentions(check);
        if mentions.is_empty() || mentions.iter().any(|&(_, written)| is_same(written, &right)) {
            return;
        }
        let leading = mentions.iter().find(|(index, _)| *index == 0);
        let near = mentions.iter().find(|(_, written)| is_near(&account(written), &right));
        let Some(&(index, written)) = near.or(leading) else { return };
        let brand = &reading.settings.brand;
        let own = brand.is_own_handle(written);
        let in_complaint = reading
            .draft
            .complaint
            .as_ref()
            .is_some_and(|complaint| complaint.message.text.to_lowercase().contains(&written.to_lowercase()));
        // Somebody else of the thread may be spoken to; the brand itself hardly is.
        if near.is_none() && in_complaint && !own {
            return;
        }
        let message = match (near.is_some(), own) {
            (true, _) => "misspelt",
            (false, true) => "own",
            (false, false) => "stranger",
        };
        let right_written = format!("@{}", handle.value.trim().trim_start_matches('@'));
        let span = reading.prose.tokens[index].span;
        let applicability = if near.is_some() { Applicability::Safe } else { Applicability::Review };
        let mut remedy = Remedy::review(check.message("fix", &[("right", &right_written)]), span, right_written.clone());
        remedy.applicability = applicability;
        let hit = Hit::body(span, check.message(message, &[("written", written), ("right", &right_written)]))
            .note(Place::File(handle.span), check.message("note", &[("right", &right_written)]))
            .remedy(remedy);
        hits.push(if near.is_some() || own { hit } else { hit.at_most(Severity::Warning) });
    }
}

/// The accounts that the body mentions, by token, quotes and code left out.
fn mentions<'a>(check: &'a Check<'_>) -> Vec<(usize, &'a str)> {
    let prose = &check.reading.prose;
    let apart = |index: usize| {
        prose
            .zones_over(prose.tokens[index].span, &[ZoneKind::Quote, ZoneKind::BlockQuote, ZoneKind::Code, ZoneKind::Comment])
            .next()
            .is_some()
    };
    (0..prose.tokens.len())
        .filter(|&index| prose.tokens[index].kind == TokenKind::Handle && !apart(index))
        .map(|index| (index, prose.written(index)))
        .collect()
}

/// An account in lower case, without `@` and server.
fn account(handle: &str) -> String {
    let bare = handle.trim().trim_start_matches('@').to_lowercase();
    bare.split('@').next().unwrap_or_default().to_owned()
}

/// Whether two are one account: in any case, and with its server or without.
fn is_same(written: &str, right: &str) -> bool {
    let written = account(written);
    let first = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    written == right || (written.contains(".bsky.") || right.contains(".bsky.")) && first(&written) == first(right)
}

/// Whether an account is the right one, misspelt.
fn is_near(written: &str, right: &str) -> bool {
    let (length, other) = (written.chars().count(), right.chars().count());
    // Numbers that stand for customers differ from each other by a digit.
    let letters = right.chars().any(char::is_alphabetic) && written.chars().any(char::is_alphabetic);
    let slips = if length.min(other) > 6 { 2 } else { 1 };
    let squeezed = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters
        && length.min(other) > 3
        && length.abs_diff(other) <= slips + 1
        && (strsim::osa_distance(written, right) <= slips || squeezed(written) == squeezed(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_in_many_spellings() {
        assert!(is_same("@HSchleeh", "hschleeh") && is_same("@a@srv.social", "a") && is_same("@anna", "anna.bsky.social"));
        assert!(!is_same("@hschlee", "hschleeh"));
    }

    #[test]
    fn slips_in_accounts() {
        assert!(is_near("hschlee", "hschleeh") && is_near("jon_doe", "john_doe") && is_near("johndoe", "john_doe"));
        assert!(!is_near("116242", "116243") && !is_near("support", "hschleeh") && !is_near("max", "mat"));
    }
}
