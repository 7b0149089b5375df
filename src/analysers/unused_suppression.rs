//! Gives the rule `unused-suppression` its name among the analysers. Whether an allowance allows anything is known only when every other
//! rule has spoken: the engine makes these findings itself.

use super::{Analyser, Check, Hit};

pub(super) struct UnusedSuppression;

impl Analyser for UnusedSuppression {
    fn name(&self) -> &'static str {
        "unused-suppression"
    }

    fn check(&self, _check: &Check<'_>, _hits: &mut Vec<Hit>) {}
}
