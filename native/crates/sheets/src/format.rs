/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFormat {
    Number,
    Date,
    DateTime,
    Time,
    Duration,
}

/// The built-in formats, ECMA-376 part 1, 18.8.30. Those from 27 on are dates and times of East Asian languages.
pub fn built_in(id: u32) -> NumberFormat {
    match id {
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => NumberFormat::Date,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => NumberFormat::Time,
        22 => NumberFormat::DateTime,
        46 => NumberFormat::Duration,
        _ => NumberFormat::Number,
    }
}

/// A format code, ECMA-376 part 1, 18.8.31: its first section, which is that of positive numbers, decides. Letters in
/// quotes, behind `\`, `_` and `*`, and in brackets other than `[h]`, `[m]`, `[s]` are no part of a date.
pub fn of_code(code: &str) -> NumberFormat {
    let (mut day, mut month, mut clock) = (false, false, false);
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match c.to_ascii_lowercase() {
            '"' => while characters.next().is_some_and(|quoted| quoted != '"') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let bracket: String = characters.by_ref().take_while(|c| *c != ']').collect();
                if is_elapsed(&bracket) {
                    return NumberFormat::Duration;
                }
            }
            ';' => break,
            'y' | 'd' => day = true,
            'm' => month = true,
            'h' | 's' => clock = true,
            _ => {}
        }
    }
    // `m` beside a clock and no day are minutes.
    match (day || (month && !clock), clock) {
        (true, true) => NumberFormat::DateTime,
        (true, false) => NumberFormat::Date,
        (false, true) => NumberFormat::Time,
        (false, false) => NumberFormat::Number,
    }
}

fn is_elapsed(bracket: &str) -> bool {
    let mut letters = bracket.chars().map(|c| c.to_ascii_lowercase());
    match letters.next() {
        Some(first @ ('h' | 'm' | 's')) => letters.all(|c| c == first),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for (code, format) in [
            ("General", NumberFormat::Number),
            ("0.00E+00", NumberFormat::Number),
            ("#,##0.00 \"mmol\"", NumberFormat::Number),
            ("0.0\" dagen\"", NumberFormat::Number),
            ("[Red]0;[Blue]-0", NumberFormat::Number),
            ("_-* #,##0_-;d", NumberFormat::Number),
            ("#,##0\\ [$\u{20ac}-413]", NumberFormat::Number),
            ("0.0*d", NumberFormat::Number),
            ("@", NumberFormat::Number),
            ("dd-mm-yyyy", NumberFormat::Date),
            ("dd-mm-jjjj", NumberFormat::Date),
            ("[$-413]d mmmm yyyy;@", NumberFormat::Date),
            ("mmm", NumberFormat::Date),
            ("yyyy\\-mm\\-dd", NumberFormat::Date),
            ("dd/mm/yyyy hh:mm", NumberFormat::DateTime),
            ("m/d/yy h:mm AM/PM", NumberFormat::DateTime),
            ("hh:mm", NumberFormat::Time),
            ("mm:ss.0", NumberFormat::Time),
            ("[h]:mm:ss", NumberFormat::Duration),
            ("[Blue][mm]:ss", NumberFormat::Duration),
        ] {
            assert_eq!(of_code(code), format, "{code}");
        }
    }
}
