//! How long a label of a domain is once it is encoded: at most 63 bytes make it one. RFC 3492, lengths only.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;

/// The bytes of a label as it stands in the domain name system, `xn--` included. Labels beyond 63 characters give more than 63.
pub(super) fn encoded_length(label: &str) -> usize {
    let count = label.chars().count();
    if label.is_ascii() || count > 63 {
        return label.len();
    }
    let points: Vec<u32> = label.chars().map(u32::from).collect();
    let basic = points.iter().filter(|&&point| point < 0x80).count();
    let mut length = "xn--".len() + basic + usize::from(basic > 0);
    let (mut next, mut delta, mut bias) = (0x80u32, 0u32, 72u32);
    let mut handled = basic;
    while handled < count {
        let Some(lowest) = points.iter().copied().filter(|&point| point >= next).min() else { break };
        let written = u32::try_from(handled).unwrap_or(u32::MAX).saturating_add(1);
        delta = delta.saturating_add((lowest - next).saturating_mul(written));
        next = lowest;
        for &point in &points {
            if point < next {
                delta = delta.saturating_add(1);
            }
            if point == next {
                length += digits(delta, bias);
                let written = u32::try_from(handled).unwrap_or(u32::MAX).saturating_add(1);
                bias = adapt(delta, written, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.saturating_add(1);
        next = next.saturating_add(1);
    }
    length
}

/// The number of digits of a delta in the encoding's variable-length integers.
fn digits(delta: u32, bias: u32) -> usize {
    let mut rest = delta;
    let mut digits = 1;
    let mut step = BASE;
    loop {
        let threshold = step.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if rest < threshold {
            return digits;
        }
        rest = (rest - threshold) / (BASE - threshold);
        digits += 1;
        step += BASE;
    }
}

fn adapt(delta: u32, written: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / DAMP } else { delta / 2 };
    delta = delta.saturating_add(delta / written.max(1));
    let mut steps = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        steps += BASE;
    }
    steps + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_length_of_encoded_labels() {
        for (label, encoded) in [
            ("firma", "firma"),
            ("bücher", "xn--bcher-kva"),
            ("münchen", "xn--mnchen-3ya"),
            ("中国", "xn--fiqs8s"),
            ("straße", "xn--strae-oqa"),
        ] {
            assert_eq!(encoded_length(label), encoded.len(), "{label}");
        }
    }
}
