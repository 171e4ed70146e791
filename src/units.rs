//! Lengths with their units: the only home of raw floats.

use std::fmt;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in points, 1/72 inch.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Pt(pub f32);

impl Pt {
    /// No length.
    pub const ZERO: Pt = Pt(0.0);

    /// The larger of two lengths.
    #[must_use]
    #[inline]
    pub fn max(self, other: Pt) -> Pt {
        Pt(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    #[must_use]
    #[inline]
    pub fn min(self, other: Pt) -> Pt {
        Pt(self.0.min(other.0))
    }

    /// Twentieths of a point, Word's unit, rounded.
    #[inline]
    pub fn twips(self) -> i32 {
        finite(self.0 * 20.0).round() as i32
    }

    /// Half points, Word's unit of type size, rounded.
    #[inline]
    pub fn half_points(self) -> usize {
        finite(self.0 * 2.0).round().max(1.0) as usize
    }
}

/// A number on its way into a file: no format can say one that is not finite, and a file with
/// `inf` or a number cut to what fits is broken in silence.
///
/// # Panics
/// For infinities and for what is no number. None arises: lengths are those of themes, which are
/// read between bounds, of papers, of pictures that have pixels, and of faces that have an em.
#[inline]
#[must_use]
pub(crate) fn finite<N: Copy + Into<f64>>(number: N) -> N {
    assert!(number.into().is_finite(), "a number for a file is finite");
    number
}

/// A length in ems of some type size.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Em(pub f32);

impl Em {
    /// The length at a type size.
    #[inline]
    pub fn at(self, size: Pt) -> Pt {
        Pt(self.0 * size.0)
    }
}

impl Add for Pt {
    type Output = Pt;
    #[inline]
    fn add(self, other: Pt) -> Pt {
        Pt(self.0 + other.0)
    }
}

impl Sub for Pt {
    type Output = Pt;
    #[inline]
    fn sub(self, other: Pt) -> Pt {
        Pt(self.0 - other.0)
    }
}

impl Neg for Pt {
    type Output = Pt;
    #[inline]
    fn neg(self) -> Pt {
        Pt(-self.0)
    }
}

impl AddAssign for Pt {
    #[inline]
    fn add_assign(&mut self, other: Pt) {
        self.0 += other.0;
    }
}

impl SubAssign for Pt {
    #[inline]
    fn sub_assign(&mut self, other: Pt) {
        self.0 -= other.0;
    }
}

impl Mul<f32> for Pt {
    type Output = Pt;
    #[inline]
    fn mul(self, factor: f32) -> Pt {
        Pt(self.0 * factor)
    }
}

impl Div<f32> for Pt {
    type Output = Pt;
    #[inline]
    fn div(self, divisor: f32) -> Pt {
        Pt(self.0 / divisor)
    }
}

/// How many times one length goes into another.
impl Div for Pt {
    type Output = f32;
    #[inline]
    fn div(self, other: Pt) -> f32 {
        self.0 / other.0
    }
}

impl std::iter::Sum for Pt {
    fn sum<I: Iterator<Item = Pt>>(iter: I) -> Pt {
        iter.fold(Pt::ZERO, Add::add)
    }
}

impl fmt::Display for Pt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pt", self.0)
    }
}

/// A place on a page: from the left edge, and down from the top edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge, to the right.
    pub x: Pt,
    /// From the top edge, down.
    pub y: Pt,
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Across.
    pub width: Pt,
    /// Down.
    pub height: Pt,
}

/// One length for each side of a box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sides {
    /// Above.
    pub top: Pt,
    /// To the right.
    pub right: Pt,
    /// Below.
    pub bottom: Pt,
    /// To the left.
    pub left: Pt,
}

/// A moment in UTC, by the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year of the common era.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl Civil {
    /// From seconds since 1970, after Howard Hinnant's `civil_from_days`.
    pub fn from_unix(seconds: i64) -> Self {
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        // Months counted from March, so that the leap day comes last.
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        Civil {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month: month as u8,
            day: day as u8,
            hour: (rest / 3600) as u8,
            minute: (rest % 3600 / 60) as u8,
            second: (rest % 60) as u8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Civil, Pt, finite};

    #[test]
    fn no_number_for_a_file_is_infinite() {
        assert_eq!(finite(-1.5_f32), -1.5);
        assert_eq!((Pt(9.4).half_points(), Pt(-1.26).twips()), (19, -25));
        for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let writers: [fn(Pt) -> i64; 3] = [
                |length| finite(length.0) as i64,
                |length| length.twips().into(),
                |length| length.half_points() as i64,
            ];
            for write in writers {
                let written = std::panic::catch_unwind(|| write(Pt(number)));
                assert!(written.is_err(), "{number}");
            }
        }
    }

    #[test]
    fn dates_come_out_of_seconds() {
        let leap = Civil::from_unix(1_709_210_096);
        assert_eq!((leap.year, leap.month, leap.day), (2024, 2, 29));
        assert_eq!((leap.hour, leap.minute, leap.second), (12, 34, 56));
        let before = Civil::from_unix(-1);
        assert_eq!((before.year, before.month, before.day), (1969, 12, 31));
    }
}
