//! Whether text can be read: the contrast of every colour pair of a theme.

use super::TagLayout;
use super::arrangement::Arrangement;
use super::style::TextRole;
use super::value::Color;
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned};

/// The least contrast of text on its ground (WCAG 2.1, 1.4.3).
pub(super) const LEAST: f32 = 4.5;

/// Every theme is printed on it.
const PAPER: Color = Color { rgb: [255; 3] };

/// Text that cannot be read on its ground is refused, at the place of its colour.
///
/// `colors` holds the colour of each role, in order of the roles.
pub(super) fn check(colors: &[Spanned<Color>], arrangement: &Arrangement, found: &mut Diagnostics) {
    for (index, given) in colors.iter().enumerate() {
        let role = TextRole::ALL[index];
        let ground = ground(role, arrangement);
        let contrast = given.contrast(ground);
        if contrast >= LEAST {
            continue;
        }
        // One finding for a colour, however many roles have it.
        let same = |other: &usize| {
            colors[*other].span == given.span && ground_of(*other, arrangement) == ground
        };
        if (0..index).any(|other| same(&other)) {
            continue;
        }
        let roles: Vec<&str> = (0..colors.len())
            .filter(same)
            .map(|other| TextRole::ALL[other].name())
            .collect();
        found.push(
            Diagnostic::error(format!(
                "`{}` on `{ground}` has a contrast of {contrast:.1}, and text needs {LEAST}",
                given.value
            ))
            .at(given.span.clone())
            .label(format!("the colour of {}", roles.join(", ")))
            .hint(format!(
                "the nearest shade that can be read is `{}`",
                readable(given.value, ground)
            )),
        );
    }
}

fn ground_of(index: usize, arrangement: &Arrangement) -> Color {
    ground(TextRole::ALL[index], arrangement)
}

/// What text of a role stands on.
fn ground(role: TextRole, arrangement: &Arrangement) -> Color {
    match (role, arrangement.tags.layout) {
        (TextRole::Tags, TagLayout::Chips) => arrangement.tags.chip.fill,
        (_, TagLayout::Chips | TagLayout::List) => PAPER,
    }
}

/// The colour mixed with as little black, or white, as makes it readable.
fn readable(color: Color, ground: Color) -> Color {
    const STEPS: u16 = 256;
    let mix = |end: u8, step: u16| Color {
        rgb: color.rgb.map(|channel| {
            let (from, to) = (i32::from(channel), i32::from(end));
            (from + (to - from) * i32::from(step) / i32::from(STEPS)) as u8
        }),
    };
    (0..=STEPS)
        .flat_map(|step| [mix(0, step), mix(u8::MAX, step)])
        .find(|shade| shade.contrast(ground) >= LEAST)
        // Black or white can be read on any ground: one of them has 4.58 at least.
        .expect("black or white can be read on every colour")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::theme::Theme;

    fn color(text: &str) -> Color {
        text.parse().expect("a colour")
    }

    #[test]
    fn the_nearest_shade_can_be_read_and_is_near() {
        for (written, ground) in [
            ("#9AA5B1", "#FFFFFF"),
            ("#FFFF00", "#FFFFFF"),
            ("#777777", "#000000"),
            ("#2F4358", "#102030"),
            ("#777777", "#757575"),
        ] {
            let shade = readable(color(written), color(ground));
            assert!(
                shade.contrast(color(ground)) >= LEAST,
                "{written} on {ground}"
            );
        }
        let shade = readable(color("#7A7A7A"), color("#FFFFFF"));
        assert!(shade.rgb[0] > 0x70, "{shade}");
    }

    #[test]
    fn pale_text_is_refused_at_its_colour() {
        let source = Source::new(
            "t.yaml",
            "extends: modern\npalette:\n  grey: '#A0A8B0'\n  chip: '#556677'\n",
        );
        let found = Theme::from_source(&source, "t").expect_err("refused");
        let told: Vec<String> = found
            .iter()
            .map(|fault| {
                let place = fault.span.as_ref().map(ToString::to_string);
                format!("{} {}", place.unwrap_or_default(), fault.message)
            })
            .collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(
            told[0],
            "t.yaml:3:9 `#A0A8B0` on `#FFFFFF` has a contrast of 2.4, and text needs 4.5"
        );
        // The text of chips is the base's; the place is where it is given.
        assert!(told[1].starts_with("layouts/modern.yaml:"), "{told:?}");
        assert!(told[1].contains("on `#556677`"), "{told:?}");
    }
}
