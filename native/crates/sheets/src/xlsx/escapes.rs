use std::borrow::Cow;

/// `_xHHHH_` for a UTF-16 code unit (ECMA-376 part 1, 22.9.2.19); a half of a surrogate pair becomes U+FFFD.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut units = Vec::new();
    let mut rest = text;
    let mut out = String::with_capacity(text.len());
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        match code_unit(from) {
            Some(unit) => {
                flush(&mut units, before, &mut out);
                units.push(unit);
                rest = &from[7..];
            }
            None => {
                flush(&mut units, before, &mut out);
                flush(&mut units, "_x", &mut out);
                rest = &from[2..];
            }
        }
    }
    flush(&mut units, rest, &mut out);
    end_run(&mut units, &mut out);
    Cow::Owned(out)
}

/// Units that follow each other make characters together; plain text between them ends a run.
fn flush(units: &mut Vec<u16>, text: &str, out: &mut String) {
    if text.is_empty() {
        return;
    }
    end_run(units, out);
    out.push_str(text);
}

fn end_run(units: &mut Vec<u16>, out: &mut String) {
    out.extend(
        char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)),
    );
}

fn code_unit(text: &str) -> Option<u16> {
    let hex = text.get(2..6)?;
    if text.as_bytes().get(6) != Some(&b'_') || !hex.bytes().all(|c| c.is_ascii_hexdigit()) {
        return None;
    }
    u16::from_str_radix(hex, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes() {
        for (text, plain) in [
            ("plain", "plain"),
            ("a_x000D_b", "a\rb"),
            ("_x000D_", "\r"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "\u{1F600}"),
            ("_xD83D_a", "\u{FFFD}a"),
            ("_x00_", "_x00_"),
            ("__x0041_", "_A"),
            ("_xzzzz_", "_xzzzz_"),
            ("é_x", "é_x"),
        ] {
            assert_eq!(unescape(text), plain, "{text}");
        }
    }
}
