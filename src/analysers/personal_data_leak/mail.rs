//! E-mail addresses become data where they are a person's: by the sentence, by the complaint, or by a server that gives addresses to everybody.

use super::owner::{self, Owner};
use super::{Case, Datum, Sort};
use crate::analysers::own;
use crate::text::TokenKind;

/// The addresses of customers, in order.
pub(super) fn mails(case: &Case<'_>) -> Vec<Datum> {
    let prose = &case.check.reading.prose;
    if memchr::memchr(b'@', prose.text.as_bytes()).is_none() {
        return Vec::new();
    }
    let links = prose.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Link);
    links
        .filter(|&(index, token)| is_customers(prose.written(index), token.span, case))
        .map(|(_, token)| Datum { span: token.span, sort: Sort::Mail })
        .collect()
}

fn is_customers(address: &str, span: crate::text::Span, case: &Case<'_>) -> bool {
    let Some((name, server)) = address.split_once('@').filter(|_| !address.contains('/')) else { return false };
    if is_role(name, case) || own::is_public_mail(case.check.reading.settings, address) {
        return false;
    }
    match owner::of(span, case) {
        Owner::Customer => true,
        Owner::Company => false,
        Owner::Unknown => case.check.list("free-mail").any(|free| server.eq_ignore_ascii_case(free)),
    }
}

/// `service@`, `kundenservice-nord@`: a mailbox, no person.
fn is_role(name: &str, case: &Case<'_>) -> bool {
    let name = name.to_lowercase();
    let part = |role: &str| name.split(['.', '-', '_', '+']).any(|part| part == role) || (role.len() > 4 && name.contains(role));
    case.check.list("roles").any(part)
}
