/// The shortest decimal that reads back to the same double, with a point and without exponent.
pub fn to_decimal(value: f64) -> String {
    // The standard library's Display is exactly that.
    value.to_string()
}

/// A number as XML Schema's double and ODF write it; what is infinite or not a number is refused.
pub fn parse_double(text: &str) -> Option<f64> {
    let text = text.trim();
    let known = |c: u8| matches!(c, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E');
    if !text.bytes().all(known) {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortest_without_exponent() {
        for (value, text) in [
            (1.0, "1"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e21, "1000000000000000000000"),
            (1e-7, "0.0000001"),
            (-2.5, "-2.5"),
            (-0.0, "-0"),
        ] {
            assert_eq!(to_decimal(value), text);
        }
    }

    #[test]
    fn numbers_of_files() {
        for (text, value) in [
            ("1", Some(1.0)),
            (" 1.5E-3 ", Some(0.0015)),
            ("1e999", None),
            ("inf", None),
            ("NaN", None),
            ("1,5", None),
            ("", None),
            ("0x10", None),
        ] {
            assert_eq!(parse_double(text), value, "{text}");
        }
    }
}
