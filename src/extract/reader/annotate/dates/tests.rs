//! Dates as people write them, and what looks like one.

use super::*;
use crate::extract::reader::lexicon;
use crate::resume::Within;

fn found(text: &str) -> Vec<String> {
    let show = |date: PartialDate| {
        let year = match date.year {
            Year::Known(year) => year.to_string(),
            Year::Masked(leading) => format!("{leading}X"),
        };
        match date.within {
            Some(Within::Month(month)) => format!("{year}-{:02}", month.number()),
            Some(Within::Season(season)) => format!("{year}-{season:?}"),
            None => year,
        }
    };
    let found = dates(lexicon(), text).into_iter().map(|date| {
        let start = date.start.map(show).unwrap_or_default();
        match date.end {
            None => start,
            Some(PeriodEnd::Present) => format!("{start}..now"),
            Some(PeriodEnd::On(end)) => format!("{start}..{}", show(end)),
        }
    });
    found.collect()
}

#[test]
fn dates_are_found_as_people_write_them() {
    for (text, expected) in [
        ("2023", "2023"),
        ("2022-07 / 2024-07", "2022-07..2024-07"),
        ("mars 2019 / juin 2020", "2019-03..2020-06"),
        ("2019 -> 2021", "2019..2021"),
        ("2012.09. – 2014.06.", "2012-09..2014-06"),
        ("05/01/2019 - 06/30/2020", "2019-05..2020-06"),
        ("Okt. 18 – Sep. 19", "2018-10..2019-09"),
        ("Dec-2019 to Jan-2021", "2019-12..2021-01"),
        ("Expected May 2026", "2026-05"),
        ("T5/2020 - T6/2021", "2020-05..2021-06"),
        ("2022-2023", "2022..2023"),
        ("2019 – 2020", "2019..2020"),
        ("2019-20", "2019..2020"),
        ("2019/20", "2019..2020"),
        ("Jun 2023 – Present", "2023-06..now"),
        ("Dec 2013 -- Dec 2014", "2013-12..2014-12"),
        ("Jan–Mar 2020", "2020-01..2020-03"),
        ("07/2017", "2017-07"),
        ("2017-…", "2017..now"),
        ("06.2021 - ...", "2021-06..now"),
        ("03.2018 - heute", "2018-03..now"),
        ("2018/10 - 2019/02", "2018-10..2019-02"),
        ("2021-05-01", "2021-05"),
        ("Set/2023 – Atualmente", "2023-09..now"),
        ("seit 2024", "2024..now"),
        ("depuis mars 2020", "2020-03..now"),
        ("mars 2020 – aujourd’hui", "2020-03..now"),
        ("enero de 2019 a marzo de 2020", "2019-01..2020-03"),
        ("Summer 2015", "2015-Summer"),
        ("2020年6月", "2020-06"),
        ("20XX年", "20X"),
        ("2019年春 – 2022年冬季", "2019-Spring..2022-Winter"),
        ("2020년 여름", "2020-Summer"),
        ("30 June 2021", "2021-06"),
        ("(2018 to 2020)", "2018..2020"),
        ("2021 –", "2021..now"),
        ("сент. 2018 – наст. время", "2018-09..now"),
        ("2016年4月〜現在", "2016-04..now"),
        ("2018/10 - 至今", "2018-10..now"),
        ("2019年3月至2021年5月", "2019-03..2021-05"),
        ("2020.03 ~ 현재", "2020-03..now"),
        ("2020.03 ~ 재직 중", "2020-03..now"),
        ("مارس ٢٠٢٠ – الآن", "2020-03..now"),
        ("wrz 2019 – obecnie", "2019-09..now"),
        ("mrt 2018 - heden", "2018-03..now"),
        ("gennaio 2020 – oggi", "2020-01..now"),
        ("May 3, 2020", "2020-05"),
        ("Jan '19 – Feb '20", "2019-01..2020-02"),
        ("2019. március – 2020. április", "2019-03..2020-04"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn what_goes_on_is_open_wherever_its_word_stands() {
    for text in [
        "с 2019 г. по н.в.",
        "2019 — по наст. время",
        "з 2019 по теперішній час",
        "2019 alkaen",
        "vuodesta 2019 lähtien",
        "2019-σήμερα",
        "από το 2019",
        "2019 onwards",
        "from 2019 onwards",
        "2019 - till the present",
        "Present - 2019",
        "2019 - XX",
        "2019 – offen",
        "2019 en adelante",
        "desde 2019 hasta la actualidad",
        "2019 – até à presente data",
        "dal 2019 ad oggi",
        "2019 tot nu toe",
        "od 2019 r. do nadal",
        "od r. 2019",
        "2019 og frem",
        "2019 - d.d.",
        "fr.o.m. 2019",
        "2019 óta",
        "2019-től",
        "2019’dan beri",
        "2019'dan itibaren",
        "từ 2019 đến nay",
        "2019年至今",
        "2019年から",
    ] {
        assert_eq!(found(text), ["2019..now"], "{text}");
    }
}

#[test]
fn an_end_alone_has_no_start() {
    for text in [
        "μέχρι 2019",
        "2019 asti",
        "2019-ig",
        "2019'a kadar",
        "do 2019",
        "t.o.m. 2019",
        "〜2019年",
    ] {
        assert_eq!(found(text), ["..2019"], "{text}");
    }
}

#[test]
fn one_year_serves_both_months_before_it() {
    for text in ["6-8/2008", "06 - 08/2008", "6.–8.2008", "06/2008--08/2008"] {
        assert_eq!(found(text), ["2008-06..2008-08"], "{text}");
    }
    assert_eq!(found("6-8-2008"), ["2008-08"]);
}

#[test]
fn every_date_of_a_line_is_found() {
    assert_eq!(
        found("Clerk, Acme, May – Aug 2014, May – Aug 2015"),
        ["2014-05..2014-08", "2015-05..2015-08"]
    );
    assert_eq!(found("Led 12 people (2019) in 3 towns"), ["2019"]);
}

#[test]
fn a_month_that_cannot_be_belongs_to_its_date() {
    let written = |text: &str| {
        let found = dates(lexicon(), text);
        found.first().map(|date| text[date.at.clone()].to_owned())
    };
    assert_eq!(written("Acme | 13/2020").as_deref(), Some("13/2020"));
    for text in ["Nature 45/2020", "A13/2020", "1/13/2020"] {
        assert_ne!(written(text).as_deref(), Some("13/2020"), "{text}");
    }
}

#[test]
fn sentences_and_figures_are_no_dates() {
    for text in [
        "",
        "Remote",
        "99.9%",
        "50",
        "130K",
        "Python 3",
        "may",
        "1200",
        "Room 20451",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn numbers_of_other_things_are_no_years() {
    for text in [
        "Raised 2000 € for the choir",
        "Saved € 2000 a month",
        "Grew to 2000+ users",
        "Trained 1999 users",
        "it served 2000 customers in a day and the numbers rose",
        "2000 km by bicycle",
        "Bonus: 1990 USD",
        "EUR 2000",
        "ISO 9001:2015",
        "555-2019",
        "9/50",
        "6/50 points",
        "2000 hours of work",
        "Address: 2000 Antwerp",
        "Gartenstraße 5, 1990 Wien",
        "Rue Haute 12, 2000 Antwerp, Belgium",
        "Hauptstr. 5, Wien 1990",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn years_beside_words_and_places_stay_years() {
    for (text, expected) in [
        ("In 2019 led a team of nurses on the ward", "2019"),
        ("Winner 2019 at the fair", "2019"),
        ("Im Jahr 2019 leitete er die Abteilung für Einkauf", "2019"),
        ("Berlin, 2019", "2019"),
        ("Acme, Berlin 2019", "2019"),
        ("2019 Vienna", "2019"),
        ("2019 founded the choir that sings on Sundays", "2019"),
        ("2019 год", "2019"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn spans_that_are_written_short_are_periods() {
    for (text, expected) in [
        ("2019/20 – 2021/22", "2019..2022"),
        ("2019/2020 – 2021/2022", "2019..2022"),
        ("2019/2020", "2019..2020"),
        ("2019/20 – heute", "2019..now"),
        ("Winter 2019/20", "2019-Winter"),
        ("WS 2019/20", "2019-Winter"),
        ("WS 19/20", "2019-Winter"),
        ("WiSe 2019/20 – SoSe 2021", "2019-Winter..2021-Summer"),
        ("3–5 May 2019", "2019-05..2019-05"),
        ("3.–5. Mai 2019", "2019-05..2019-05"),
        ("May 3–5, 2019", "2019-05..2019-05"),
        ("3 May – 5 June 2019", "2019-05..2019-06"),
        ("03/18 – 05/20", "2018-03..2020-05"),
        ("03/18 – heute", "2018-03..now"),
        ("06/98", "1998-06"),
        ("6/98 – 7/01", "1998-06..2001-07"),
        ("’19 – ’21", "2019..2021"),
        ("'98 – '03", "1998..2003"),
        ("Jan. '19 – Feb. '20", "2019-01..2020-02"),
        ("Q3 2014", "2014"),
        ("Q1 – Q3 2014", "2014..2014"),
        ("Q1 2014 – Q3 2015", "2014..2015"),
        ("2019–", "2019..now"),
        ("Acme (2019 –)", "2019..now"),
        ("2019 –, Berlin", "2019..now"),
        ("2015 to date", "2015..now"),
        ("until 1997", "..1997"),
        ("Clerk (until 1997)", "..1997"),
        ("Clerk, until 1997", "..1997"),
        ("bis 1997", "..1997"),
        ("c. 1995", "1995"),
        ("ca. 1995 – 1998", "1995..1998"),
        ("1995 – ca. 1998", "1995..1998"),
        ("Friday, 3 May 2019", "2019-05"),
        ("Mo., 3. Mai 2019", "2019-05"),
        ("May 3rd, 2019", "2019-05"),
        ("3rd of May 2019", "2019-05"),
        ("seit 2019", "2019..now"),
        ("seit ca. 2019", "2019..now"),
        ("2018–20", "2018..2020"),
        ("2019.06-2020.12", "2019-06..2020-12"),
        ("03.2018-05.2020", "2018-03..2020-05"),
        ("2018-03-01-2020-05-31", "2018-03..2020-05"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn dates_of_other_scripts_and_eras_are_found() {
    for (text, expected) in [
        ("令和2年", "2020"),
        ("令和元年5月", "2019-05"),
        ("平成30年4月", "2018-04"),
        ("平成30年4月〜令和2年3月", "2018-04..2020-03"),
        ("民國109年3月", "2020-03"),
        ("พ.ศ. 2563", "2020"),
        ("2018年度", "2018"),
        ("2018年4月から2020年3月まで", "2018-04..2020-03"),
        ("2018年4月から現在", "2018-04..now"),
        ("2016年4月から", "2016-04..now"),
        ("2016年4月まで", "..2016-04"),
        ("自2016年4月起", "2016-04..now"),
        ("2020年3月3日", "2020-03"),
        ("2020년 3월 ~ 2021년 2월", "2020-03..2021-02"),
        ("2016년부터", "2016..now"),
        ("2020. 3. ~ 2021. 2.", "2020-03..2021-02"),
        ("tháng 3 năm 2020", "2020-03"),
        ("Tháng 3/2020 – Hiện tại", "2020-03..now"),
        (
            "từ tháng 3 năm 2018 đến tháng 5 năm 2020",
            "2018-03..2020-05",
        ),
        ("ngày 3 tháng 5 năm 2019", "2019-05"),
        ("٢٠١٨ – ٢٠٢٠", "2018..2020"),
        ("२०१८ – २०२०", "2018..2020"),
        ("जनवरी २०१९ से वर्तमान", "2019-01..now"),
        ("2019 से 2021 तक", "2019..2021"),
        ("2019 से", "2019..now"),
        ("২০১৯ সাল থেকে ২০২১ সাল পর্যন্ত", "2019..2021"),
        ("মার্চ ২০২০ – বর্তমান", "2020-03..now"),
        ("2018\u{200f}–\u{200f}2020", "2018..2020"),
        ("2018 ـ 2020", "2018..2020"),
        ("2018־2020", "2018..2020"),
        ("2018－2020", "2018..2020"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn a_date_owns_the_words_that_belong_to_it() {
    for (text, expected) in [
        ("Clerk, ca. 1995", "ca. 1995"),
        ("Clerk | Fri, 3 May 2019", "Fri, 3 May 2019"),
        (
            "入社 2018年4月から2020年3月まで",
            "2018年4月から2020年3月まで",
        ),
        ("WS 2019/20 in Bonn", "WS 2019/20"),
        ("Bonn: 2019/20 – 2021/22", "2019/20 – 2021/22"),
    ] {
        let found = dates(lexicon(), text);
        let written = found.first().map(|date| &text[date.at.clone()]);
        assert_eq!(written, Some(expected), "{text}");
    }
}

#[test]
fn labelled_dates_are_one_period() {
    for (text, expected) in [
        ("Início: 12/06/2017 Término: 11/10/2018", "2017-06..2018-10"),
        ("From: March 2019 | To: May 2021", "2019-03..2021-05"),
        ("Start date: 03/2019, End date: Present", "2019-03..now"),
        ("Beginn 03/2019 – Ende 05/2021", "2019-03..2021-05"),
        ("Début : 03/2019 Fin : 05/2021", "2019-03..2021-05"),
        (
            "Начало: март 2019 г. Окончание: май 2021 г.",
            "2019-03..2021-05",
        ),
        (
            "开始时间：2019年3月 结束时间：2021年5月",
            "2019-03..2021-05",
        ),
        ("Начало: март 2019 г.", "2019-03"),
        ("Fin 2019", "2019"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn an_end_leaves_out_what_it_shares_with_its_start() {
    for (text, expected) in [
        ("2022年01月〜03月", "2022-01..2022-03"),
        ("2022年1～3月", "2022-01..2022-03"),
        ("2022年1月～同年3月", "2022-01..2022-03"),
        ("2014年1月1日～10日", "2014-01..2014-01"),
        ("2019년 3월 ~ 7월", "2019-03..2019-07"),
        ("2019年度〜2021年度", "2019..2021"),
        ("dal 1° dicembre 2014 ad oggi", "2014-12..now"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn a_word_of_expectation_at_the_end_is_no_date() {
    assert_eq!(found("Sold more in 2019 than expected"), ["2019"]);
    assert_eq!(found("Expected"), [""; 0]);
    assert_eq!(found("Expected: expected"), [""; 0]);
}

#[test]
fn what_goes_on_is_told_by_endings_and_close_dashes() {
    for (text, expected) in [
        ("2006-tól jelenleg is: Malom", "2006..now"),
        ("2006-tól Szövöde", "2006..now"),
        ("2015’ten beri Dokuma", "2015..now"),
        ("2010– Editor of the Looms", "2010..now"),
        ("2010 – Editor of the Looms", "2010"),
        ("2010– and later", "2010"),
        ("Weaver, Mill until 1999", "..1999"),
        ("Grew to looms up to 2000", "2000"),
        (
            "Started in March 2019 and finished in May 2021",
            "2019-03..2021-05",
        ),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn listed_dates_are_one() {
    let listed = |text: &str| -> Vec<String> {
        let all = join(lexicon(), text, dates(lexicon(), text));
        let written = all.iter().map(|date| text[date.at.clone()].to_owned());
        written.collect()
    };
    for text in [
        "Nov 2006, Mar 2010, Nov 2011",
        "2013 and 2015",
        "2015, 2013",
        "2013 & 2014",
    ] {
        assert_eq!(listed(&format!("Clerk ({text})")), [text], "{text}");
    }
    for text in ["2012, July 2012", "2012, Mill 2013", "2013, 2019, 2015"] {
        assert!(listed(text).len() > 1, "{text}");
    }
}
