use crate::cell::{Kind, Value, flag, refusal};
use crate::format::NumberFormat;

/// Days from 1970-01-01 back to the day before Excel's first, for either epoch (ECMA-376 part 1, 18.17.4.1).
const DAY_ZERO_1900: i64 = -25_568; // 1899-12-31, for days before the 29 February 1900 that never was
const DAY_ZERO_1904: i64 = -24_107; // 1904-01-01
/// That day, as Excel counts it.
const PHANTOM_DAY: i64 = 60;
const DAY_SECONDS: i64 = 86_400;
/// From year 10000 on Excel has no dates.
const DAY_AFTER_LAST: i64 = 2_932_897;

/// A number under a format of date, time or duration.
pub(crate) fn to_value(serial: f64, format: NumberFormat, epoch_1904: bool) -> Value {
    match format {
        NumberFormat::Number => Value::number(serial),
        NumberFormat::Duration => duration(serial),
        NumberFormat::Time if (0.0..1.0).contains(&serial) => clock(serial),
        // In the epoch of 1900, day 0 is no day: what stands there is a time.
        NumberFormat::DateTime if (0.0..1.0).contains(&serial) && !epoch_1904 => clock(serial),
        _ => date(serial, epoch_1904),
    }
}

fn date(serial: f64, epoch_1904: bool) -> Value {
    let refused = || Value::error(refusal::DATE);
    if !(0.0..4_000_000.0).contains(&serial) {
        return refused();
    }
    // At most 3.5e11 seconds: exact in a double.
    let seconds = (serial * DAY_SECONDS as f64).round() as i64;
    let (day, clock) = (seconds / DAY_SECONDS, seconds % DAY_SECONDS);
    let from_1970 = match (epoch_1904, day) {
        (true, day) => DAY_ZERO_1904 + day,
        (false, 0 | PHANTOM_DAY) => return refused(),
        (false, 1..PHANTOM_DAY) => DAY_ZERO_1900 + day,
        (false, day) => DAY_ZERO_1900 + day - 1,
    };
    if from_1970 >= DAY_AFTER_LAST {
        return refused();
    }
    let (year, month, day) = to_civil(from_1970);
    let date = format!("{year:04}-{month:02}-{day:02}");
    let text = if clock == 0 {
        date
    } else {
        format!("{date} {}", to_clock(clock, 2))
    };
    Value::of(Kind::Date, text)
}

fn clock(serial: f64) -> Value {
    let seconds = (serial * DAY_SECONDS as f64).round() as i64;
    time(to_clock(seconds, 2))
}

fn duration(serial: f64) -> Value {
    // A thousand years; beyond it the number is no duration of a patient.
    if serial.is_nan() || serial.abs() > 366_000.0 {
        return Value::error(refusal::DATE);
    }
    let seconds = (serial.abs() * DAY_SECONDS as f64).round() as i64;
    let sign = if serial < 0.0 && seconds > 0 { "-" } else { "" };
    time(format!("{sign}{}", to_clock(seconds, 1)))
}

fn time(text: String) -> Value {
    Value {
        kind: Kind::Text,
        flags: flag::TIME,
        text,
    }
}

fn to_clock(seconds: i64, width: usize) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:0width$}:{minutes:02}:{:02}", seconds % 60)
}

/// Howard Hinnant's days-to-civil, for days from 1970-01-01 in the proleptic Gregorian calendar.
fn to_civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

/// A date or date and time as ISO 8601 writes it, `2026-01-31`, `2026-01-31T13:45:00.5Z`; a day that does not exist is
/// refused. A time zone is refused where it is not `Z`, which is left out: a spreadsheet has no time zones. A time alone is text.
pub(crate) fn parse_iso(text: &str) -> Value {
    if let Some(clock) = iso_clock(text.trim()) {
        return time(clock.to_string());
    }
    match iso(text.trim()) {
        Some(date) => Value::of(Kind::Date, date),
        None => Value::error(refusal::DATE),
    }
}

fn iso(text: &str) -> Option<String> {
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time.strip_suffix('Z').unwrap_or(time))),
        None => (text, None),
    };
    let [year, month, day] = fixed_numbers(date, '-', [4, 2, 2])?;
    if !(1..=12).contains(&month) || day < 1 || day > month_length(year, month) {
        return None;
    }
    let Some(time) = time else {
        return Some(date.to_string());
    };
    let clock = iso_clock(time)?;
    if clock == "00:00:00" {
        return Some(date.to_string());
    }
    Some(format!("{date} {clock}"))
}

/// A time of day without its fraction of a second.
fn iso_clock(text: &str) -> Option<&str> {
    let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let [hours, minutes, seconds] = fixed_numbers(clock, ':', [2, 2, 2])?;
    let whole = !fraction.is_empty() && fraction.bytes().all(|c| c.is_ascii_digit());
    (hours < 24 && minutes < 60 && seconds < 60 && whole).then_some(clock)
}

fn fixed_numbers(text: &str, mark: char, widths: [usize; 3]) -> Option<[u32; 3]> {
    let mut parts = text.split(mark);
    let mut numbers = [0; 3];
    for (number, width) in numbers.iter_mut().zip(widths) {
        let part = parts.next()?;
        if part.len() != width || !part.bytes().all(|c| c.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

fn month_length(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// An ODF time, `PT13H45M00S` or `PT1H2M3.5S`, as `h:mm:ss` with the flag of a time.
pub(crate) fn parse_iso_duration(text: &str) -> Value {
    match iso_duration(text.trim()) {
        Some(text) => time(text),
        None => Value::error(refusal::DATE),
    }
}

fn iso_duration(text: &str) -> Option<String> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let mut rest = rest.strip_prefix("PT")?;
    let mut values = [0_i64; 3];
    for (value, unit) in values.iter_mut().zip(['H', 'M', 'S']) {
        if let Some((number, after)) = rest.split_once(unit) {
            let whole = number.split(['.', ',']).next()?;
            if whole.is_empty() || whole.len() > 9 || !whole.bytes().all(|c| c.is_ascii_digit()) {
                return None;
            }
            *value = whole.parse().ok()?;
            rest = after;
        }
    }
    let [hours, minutes, seconds] = values;
    let total = hours * 3600 + minutes * 60 + seconds;
    rest.is_empty()
        .then(|| format!("{sign}{}", to_clock(total, 2)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberFormat::{Date, DateTime, Duration, Time};

    #[test]
    fn serials_of_both_epochs() {
        for (serial, format, epoch_1904, kind, text) in [
            (1.0, Date, false, Kind::Date, "1900-01-01"),
            (59.0, Date, false, Kind::Date, "1900-02-28"),
            (60.0, Date, false, Kind::Error, "#DATE!"),
            (60.5, DateTime, false, Kind::Error, "#DATE!"),
            (61.0, Date, false, Kind::Date, "1900-03-01"),
            (25_569.0, Date, false, Kind::Date, "1970-01-01"),
            (46_350.0, Date, false, Kind::Date, "2026-11-24"),
            (44_888.0, Date, true, Kind::Date, "2026-11-24"),
            (0.0, Date, true, Kind::Date, "1904-01-01"),
            (60.0, Date, true, Kind::Date, "1904-03-01"),
            (0.0, Date, false, Kind::Error, "#DATE!"),
            (-1.0, Date, false, Kind::Error, "#DATE!"),
            (2_958_465.0, Date, false, Kind::Date, "9999-12-31"),
            (2_958_466.0, Date, false, Kind::Error, "#DATE!"),
            (46_350.5, DateTime, false, Kind::Date, "2026-11-24 12:00:00"),
            (46_350.5, Date, false, Kind::Date, "2026-11-24 12:00:00"),
            (46_350.999_999_9, Date, false, Kind::Date, "2026-11-25"),
            (0.5, Time, false, Kind::Text, "12:00:00"),
            (0.5, DateTime, false, Kind::Text, "12:00:00"),
            (46_350.25, Time, false, Kind::Date, "2026-11-24 06:00:00"),
            (1.5625, Duration, false, Kind::Text, "37:30:00"),
            (-0.5, Duration, false, Kind::Text, "-12:00:00"),
            (f64::NAN, Duration, false, Kind::Error, "#DATE!"),
            (f64::NAN, Date, false, Kind::Error, "#DATE!"),
        ] {
            let value = to_value(serial, format, epoch_1904);
            assert_eq!(
                (value.kind, value.text.as_str()),
                (kind, text),
                "{serial} {format:?}"
            );
        }
    }

    #[test]
    fn iso_dates() {
        for (text, date) in [
            ("2026-11-24", Some("2026-11-24")),
            ("2026-11-24T13:45:10", Some("2026-11-24 13:45:10")),
            ("2026-11-24T00:00:00.000Z", Some("2026-11-24")),
            ("2024-02-29", Some("2024-02-29")),
            ("1900-02-29", None),
            ("2026-02-30", None),
            ("2026-13-01", None),
            ("24-11-2026", None),
            ("2026-11-24T13:45:10+01:00", None),
            ("2026-11-24T25:00:00", None),
            ("", None),
        ] {
            assert_eq!(iso(text).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn iso_durations() {
        for (text, time) in [
            ("PT13H45M00S", Some("13:45:00")),
            ("PT37H30M", Some("37:30:00")),
            ("-PT1H0M0S", Some("-01:00:00")),
            ("PT0H1M2.5S", Some("00:01:02")),
            ("P1D", None),
            ("PT1X", None),
            ("", None),
        ] {
            assert_eq!(iso_duration(text).as_deref(), time, "{text}");
        }
    }
}
