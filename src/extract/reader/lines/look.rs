//! What a class attribute says of the look of its text.

use super::classes::classes;

/// The classes in lower case without those that set space: the first of several alike has another
/// distance from what stands above it.
pub(super) fn look(class: &str) -> String {
    let class = class.to_lowercase();
    let kept: Vec<&str> = class
        .split_whitespace()
        .filter(|it| !is_space(it))
        .collect();
    // What has nothing else is told apart by them.
    match kept.is_empty() {
        true => class.split_whitespace().collect::<Vec<_>>().join(" "),
        false => kept.join(" "),
    }
}

/// "mb-4", "sm:px-10", "-mt-2", "space-y-3".
fn is_space(class: &str) -> bool {
    let bare = class.rsplit(':').next().unwrap_or(class);
    let bare = bare.trim_start_matches('-');
    let all = classes();
    if all.spaces.iter().any(|space| bare.starts_with(space)) {
        return true;
    }
    let mut sided = all.sided_spaces.iter();
    let Some(rest) = sided.find_map(|space| bare.strip_prefix(space.as_str())) else {
        return false;
    };
    let side = rest.trim_start_matches(['t', 'b', 'l', 'r', 'x', 'y', 's', 'e']);
    let value = side.strip_prefix('-');
    rest.len() - side.len() <= 1 && value.is_some_and(is_measure)
}

/// "4", "1.5", "auto", "px", "[3mm]", "md-3".
fn is_measure(value: &str) -> bool {
    let value = value.rsplit('-').next().unwrap_or(value);
    value.starts_with(|c: char| c.is_ascii_digit() || c == '[') || matches!(value, "auto" | "px")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_makes_no_look() {
        let title = look("border-b pb-2 pt-1 font-bold");
        assert_eq!(title, "border-b font-bold");
        assert_eq!(look("border-b sm:mt-10 -mb-2 font-bold"), title);
        assert_eq!(look("P-3  Mb-md-4 space-y-8"), "p-3 mb-md-4 space-y-8");
        assert_eq!(
            look("post meta mt-name page-2 ps-1"),
            "post meta mt-name page-2"
        );
    }
}
