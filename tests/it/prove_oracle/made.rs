//! Random rules, and random data for them.

use crate::dice::{Dice, sign};

/// Rules around three columns, two indicators and a group.
pub fn rules(dice: &mut Dice) -> String {
    let mut text = String::from("paket \"Acak\"\n  tahun 2024\ndata \"d.csv\"\n");
    for code in ["A", "B", "C"] {
        let scale = dice.pick(&[
            "  skala 0..100\n",
            "  skala 1..5\n",
            "  skala -20..20\n",
            "  skala > 0\n",
            "",
            "  skala 50..100\n",
            "  skala -10..0\n",
            "  skala 0..10\n",
        ]);
        text.push_str(&format!("besaran {code}\n{scale}"));
        if dice.one_in(3) {
            text.push_str("  predikat Lebar\n");
        }
    }
    for code in ["F", "G"] {
        text.push_str(&format!("besaran {code}\n  rumus {}\n", formula(dice, 2, &["A", "B", "C", "A"])));
        text.push_str(dice.pick(&[
            "",
            "",
            "  skala -1000..1000\n",
            "  skala 0..500\n",
            "  skala > 0 .. 500\n",
            "  skala -100000..100000\n",
        ]));
        text.push_str(dice.pick(&["", "  predikat Lebar\n", "  predikat Pita\n"]));
    }
    text.push_str("besaran H\n  rumus F + G\n");
    for code in ["I", "J"] {
        let way = dice.pick(&["makin tinggi", "makin rendah"]);
        let rule = dice.pick(&["Satu", "Satu", "Dua"]);
        text.push_str(&format!("indikator {code}\n  arah {way}\n  capaian {rule}\n"));
        text.push_str(dice.pick(&["", "  skala 0..100\n", "  skala 0..140\n"]));
        text.push_str(dice.pick(&["", "  predikat Pita\n", "  predikat Lebar\n"]));
        text.push_str(dice.pick(&["", "", "  batas 0..120\n", "  bulat 1 ke_bawah\n"]));
        if dice.one_in(5) {
            text.push_str(&format!("  target {}\n", formula(dice, 1, &["A", "B"])));
        }
    }
    for code in ["O", "P"] {
        let way = dice.pick(&["makin tinggi", "makin rendah", "makin tinggi", "makin rendah", "rentang"]);
        let order =
            dice.pick(&["\"besar\"; \"agak\"; \"cukup\"", "\"a\"; \"b\"", "\"kecil\"; \"biasa\"; \"dua\"; \"akhir\""]);
        let rule = if way == "rentang" { "KataRentang" } else { "Kata" };
        text.push_str(&format!("indikator {code}\n  arah {way}\n  capaian {rule}\n  urutan {order}\n"));
    }
    for code in ["L", "M"] {
        text.push_str(&format!("indikator {code}\n  arah rentang\n  capaian Rentang\n"));
        text.push_str(dice.pick(&["", "  skala 0..100\n", "  skala 0..140\n"]));
    }
    let mean = dice.pick(&["jumlah(capaian anggota)", "rata_rata(capaian anggota)", "terkecil(capaian anggota)"]);
    let policy = dice.pick(&["", "  abaikan yang kosong\n"]);
    text.push_str(&format!("kelompok K\n  anggota I; J\n  capaian {mean}\n{policy}  predikat Pita\n"));
    for rule in ["Satu", "Dua"] {
        text.push_str(&format!("aturan capaian {rule}\n"));
        let cases = [
            "  jika target = 0 : tidak terdefinisi \"nol\"\n",
            "  jika realisasi = 0 : tidak terdefinisi \"nol\"\n",
            "  jika target = 0 dan realisasi = 0 : 100\n",
            "  jika realisasi >= target : 100\n",
            "  jika realisasi > 2*target : 200\n",
            "  jika realisasi / target > 1,2 : 120\n",
            "  jika tidak ada(target) : 50\n",
            "  jika realisasi < 10 : 5\n",
            "  jika target_bawah = 0 : 0\n",
            "  jika target_atas = 0 : 0\n",
            "  jika target = 0 : 0\n",
            "  jika realisasi > target_atas : 90\n",
            "  jika realisasi < target_bawah atau target_atas > 60 : 40\n",
            "  jika realisasi = target atau realisasi > 2*target_atas : 110\n",
            "  jika tidak ada(target) : 100 - realisasi\n",
            "  jika ada(target) : realisasi / 2\n",
            "  jika ada(A) : realisasi\n",
            "  jika tidak ada(A) dan realisasi > 50 : 0\n",
            "  jika target_bawah = target_atas : realisasi\n",
        ];
        text.push_str(cases[0]);
        (0..dice.below(3)).for_each(|_| text.push_str(dice.pick(&cases)));
        let formulas = [
            "realisasi / target * 100",
            "(2*target - realisasi) / target * 100",
            "100 + (realisasi - target) / target * 50%",
            "target / realisasi * 100",
            "min(realisasi; target) / target * 100",
            "bulat(realisasi; 0) / target * 100",
            "100 - abs(realisasi - target) / target * 100",
            "Peta(realisasi)",
            "200 - Peta(realisasi)",
            "100",
            "realisasi / (target_bawah + target_atas) * 200",
            "jumlah(realisasi; target)",
            "terkecil(realisasi; target)",
            // Always decided, and without a value where the column is 0.
            "jika 1 / A >= 0 maka realisasi selain itu 100",
            "jika 1 / A <= 0 maka realisasi / 2 selain itu 100 - realisasi",
            "(jika 1 / A > -1 maka 100 selain itu 7) - realisasi / 2",
        ];
        text.push_str(&format!("  makin tinggi : {}\n", dice.pick(&formulas)));
        text.push_str(&format!("  makin rendah : {}\n", dice.pick(&formulas)));
        if dice.one_in(3) {
            text.push_str(&format!("  rentang makin tinggi : {}\n", dice.pick(&formulas)));
        }
        text.push_str(dice.pick(&["", "  batas 0..100\n", "  batas 0..120\n  bulat 2\n", "  bulat 0 genap\n"]));
    }
    text.push_str("aturan capaian Kata\n");
    let cases = [
        "  jika tidak ada(target) : 60\n",
        "  jika realisasi >= target : 100\n",
        "  jika realisasi <= target : 80\n",
        "  jika target < realisasi dan ada(A) : 90\n",
        "  jika ada(A) : A\n",
        "  jika realisasi = target atau tidak ada(A) : 70\n",
    ];
    (0..dice.below(3)).for_each(|_| text.push_str(dice.pick(&cases)));
    let formulas = [
        "50",
        "A",
        "jika realisasi > target maka A selain itu A - 10",
        "jika realisasi < target maka 100 selain itu 75",
        "jika realisasi = target maka 100 selain itu 50",
        "jika realisasi >= target dan ada(A) maka A + 1 selain itu 0",
    ];
    for way in ["makin tinggi", "makin rendah"] {
        text.push_str(&format!("  {way} : {}\n", dice.pick(&formulas)));
    }
    text.push_str("aturan capaian KataRentang\n");
    text.push_str(dice.pick(&["", "  jika realisasi = target : 100\n", "  jika ada(A) : A\n"]));
    let formulas = ["50", "A", "jika realisasi = target_bawah maka 100 selain itu 70", "A + 1"];
    text.push_str(&format!("  rentang : {}\n", dice.pick(&formulas)));
    text.push_str("aturan capaian Rentang\n");
    let cases = [
        "  jika target_bawah = 0 : 100\n",
        "  jika target_atas = 0 : tidak terdefinisi \"nol\"\n",
        "  jika realisasi >= target_bawah dan realisasi <= target_atas : 100\n",
        "  jika realisasi > 2*target_atas : 50\n",
        "  jika realisasi < target_bawah dan ada(A) : 30\n",
        "  jika tidak ada(target) : realisasi\n",
    ];
    text.push_str(cases[0]);
    (0..dice.below(3)).for_each(|_| text.push_str(dice.pick(&cases)));
    let formulas = [
        "jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu \
         (jika realisasi > target_atas maka (2*target_atas - realisasi) / target_atas * 100 selain itu 100)",
        "jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100",
        "min(realisasi / target_bawah; target_atas / (realisasi + 1)) * 100",
        "100",
        "realisasi",
    ];
    text.push_str(&format!("  rentang : {}\n", dice.pick(&formulas)));
    text.push_str(dice.pick(&["", "", "  batas 0..100\n", "  bulat 0 genap\n"]));
    let (low, high) = (1 + dice.below(40), 50 + dice.below(60));
    text.push_str("aturan predikat Pita\n");
    text.push_str(dice.pick(&["", "  bulat 0 biasa\n", "  bulat 1 pangkas\n"]));
    let from = dice.pick(&["", "", "> 0 "]);
    text.push_str(&format!("  {from}.. < {low} : \"rendah\"\n  {low} .. < {high} : \"cukup\"\n"));
    text.push_str(&match dice.below(4) {
        0 => format!("  {high} .. 200 : \"tinggi\"\n"),
        1 => format!("  {} .. 100_000 : \"tinggi\"\n", high + 5),
        _ => format!("  >= {high} : \"tinggi\"\n"),
    });
    text.push_str("aturan predikat Lebar\n  < 0 : \"minus\"\n");
    text.push_str(dice.pick(&["  0 .. 100 : \"biasa\"\n", "  0 .. 500 : \"biasa\"\n", "  >= 0 : \"biasa\"\n"]));
    text.push_str(&format!(
        "aturan konversi Peta\n  < {low} : nilai / 2\n  {low} .. < {high} : nilai\n  >= {high} : nilai * 2\n  terima loncatan \"acak\"\n"
    ));
    text
}

/// Rules with conditions that a scale decides, and that have no value at one end of it.
pub fn decided(dice: &mut Dice) -> String {
    let mut text = String::from("paket \"Acak\"\n  tahun 2024\ndata \"d.csv\"\n");
    for code in ["A", "B", "C"] {
        let scale = dice.pick(&["0..100", "-20..0", "0..10", "1..5", "-10..-1", "0..1"]);
        text.push_str(&format!("besaran {code}\n  skala {scale}\n"));
    }
    let choice = |dice: &mut Dice, value: &'static str| {
        let divided = dice.pick(&["1", "1", "-2", "B"]);
        let divisor = dice.pick(&["A", "B", "C", "A * B", "(A + C)"]);
        let sign = dice.pick(&[">=", "<=", ">", "<"]);
        let rest = dice.pick(&["", " atau B > 1000", " dan C < 1000"]);
        let other = dice.pick(&["A", "7", "B - 3", "C", "100"]);
        format!(
            "jika {divided} / {divisor} {sign} {}{rest} maka {value} selain itu {other}",
            dice.pick(&["0", "3", "-3"])
        )
    };
    for code in ["F", "G"] {
        let value = dice.pick(&["A", "B", "C", "A + B", "A - C"]);
        text.push_str(&format!("besaran {code}\n  rumus {}\n", choice(dice, value)));
        text.push_str(dice.pick(&[
            "",
            "  skala > 0 .. 500\n",
            "  skala -40..500\n",
            "  skala 0..100\n",
            "  skala -50..< 0\n",
            "  skala 200..300\n",
        ]));
        text.push_str(dice.pick(&["", "  predikat Pita\n"]));
    }
    text.push_str("indikator I\n  arah makin tinggi\n  capaian Satu\n  skala 0..100\n  predikat Pita\n");
    text.push_str("indikator J\n  arah makin rendah\n  capaian Satu\n  skala 0..100\n");
    let rule = "aturan capaian Satu\n  jika target = 0 : tidak terdefinisi \"nol\"\n";
    text.push_str(&format!(
        "{rule}  makin tinggi : jika 1 / A {} maka realisasi selain itu 100\n",
        dice.pick(&[">= 0", "<= 0", "< 3"])
    ));
    text.push_str("  makin rendah : 100 - realisasi\n");
    text.push_str(dice.pick(&[
        "aturan predikat Pita\n  > 0 .. 100 : \"ada\"\n",
        "aturan predikat Pita\n  < 0 : \"minus\"\n  0 .. 500 : \"ada\"\n",
    ]));
    text
}

/// Data at the ends of their scales and beside them.
pub fn ends(dice: &mut Dice) -> String {
    let mut text = String::from("kode;tahun;target;realisasi\n");
    for code in ["A", "B", "C"] {
        let value = dice.pick(&["0", "0", "1", "-1", "5", "10", "-10", "-20", "100", ""]);
        text.push_str(&format!("{code};2024;;{value}\n"));
    }
    for code in ["I", "J"] {
        let value = dice.pick(&["0", "0", "1", "50", "100", ""]);
        text.push_str(&format!("{code};2024;{};{value}\n", dice.pick(&["10", "50", "0"])));
    }
    text
}

fn formula(dice: &mut Dice, depth: u32, names: &[&'static str]) -> String {
    if depth == 0 {
        return match dice.below(5) {
            0 => format!("{},{}", dice.below(12), dice.below(10)),
            1 => dice.below(9).to_string(),
            _ => dice.pick(names).to_string(),
        };
    }
    let mut part = || formula(dice, depth - 1, names);
    let (a, b) = (part(), part());
    match dice.below(20) {
        0 | 1 => format!("({a} + {b})"),
        2 => format!("({a} - {b})"),
        3 => format!("({a}) * ({b})"),
        4 => format!("({a}) / ({b})"),
        5 => format!("({a}) / (abs({b}) + {})", 1 + dice.below(4)),
        6 => format!("min({a}; {b})"),
        7 => format!("bulat({a}; {})", dice.below(2)),
        8 => format!("abs({a})"),
        9 => format!("(jika {a} {} {b} maka {a} selain itu {})", sign(dice), dice.below(9)),
        10 => format!("(jika {b} {} {} maka ({a}) / ({b}) selain itu {b})", dice.pick(&[">", "<>"]), dice.below(2)),
        11 => format!("Peta({a})"),
        12 => format!("jumlah({a}; {b})"),
        13 => format!("{}({a}; {b})", dice.pick(&["rata_rata", "terkecil", "terbesar", "terakhir", "banyaknya"])),
        14 => format!("(jika ada({a}) maka {a} selain itu {b})"),
        // Mostly decided by the scale, and without a value at one end of it.
        16 => format!(
            "(jika {} / {} {} {} maka {a} selain itu {b})",
            dice.pick(&["1", "-2", &b]),
            dice.pick(names),
            dice.pick(&[">=", "<=", ">"]),
            dice.pick(&["0", "0", "-1"])
        ),
        17 => format!("(jika 1 / {a} < {} atau {b} > 1000 maka {b} selain itu {a})", dice.below(3)),
        18 => format!("(jika {a} = 0 maka {b} / {a} selain itu {b})"),
        15 => format!("(jika 200 <> {a} maka {a} selain itu ({a}) / ({b}))"),
        _ => format!("({a})^{}", dice.pick(&["2", "2", "-1"])),
    }
}

/// One row for each code: numbers on and off every scale, and every state.
pub fn data(dice: &mut Dice) -> String {
    let mut text = String::from("kode;tahun;target;realisasi\n");
    for code in ["A", "B", "C", "F", "G", "H", "I", "J", "L", "M"] {
        let mut cell = || match dice.below(12) {
            0 => String::new(),
            1 => "n/a".to_string(),
            2 => "tidak terdefinisi".to_string(),
            3 => "BB".to_string(),
            4 => "0".to_string(),
            5 => dice.pick(&["1", "5", "20", "50", "100", "-20", "-10", "0", "10"]).to_string(),
            6 => format!("{},{}", dice.below(120), dice.below(10)),
            _ => dice.below(101).to_string(),
        };
        let (target, value) = (cell(), cell());
        let is_indicator = matches!(code, "I" | "J" | "L" | "M");
        let target = match (is_indicator, dice.below(5)) {
            (false, _) => String::new(),
            (true, 0) => dice.pick(&["40-60", "0-50", "80-80"]).to_string(),
            (true, _) => target,
        };
        if is_indicator || !matches!(code, "F" | "G" | "H") || value.len() % 2 == 0 {
            text.push_str(&format!("{code};2024;{target};{value}\n"));
        }
    }
    for code in ["O", "P"] {
        let words = ["a", "b", "besar", "agak", "cukup", "kecil", "biasa", "dua", "akhir", "", "n/a"];
        text.push_str(&format!("{code};2024;{};{}\n", dice.pick(&words), dice.pick(&words)));
    }
    text
}
