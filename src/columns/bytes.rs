//! The loops over marks, truth values and words: one operation over the bytes of a chunk.

kernels! {
    /// Clears the bytes where `marks` is not 0.
    fn unmarked(to: &mut [u8], marks: &[u8]) {
        for (to, mark) in to.iter_mut().zip(marks) {
            *to = if *mark == 0 { *to } else { 0 };
        }
    }

    /// Whether left is less; negated when `flip` is 1.
    fn less_bytes(to: &mut [u8], left: &[u8], right: &[u8], flip: u8) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = u8::from(a < b) ^ flip;
        }
    }

    /// Whether both are equal; negated when `flip` is 1.
    fn equal_bytes(to: &mut [u8], left: &[u8], right: &[u8], flip: u8) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = u8::from(a == b) ^ flip;
        }
    }

    /// The greater.
    fn worst(to: &mut [u8], left: &[u8], right: &[u8]) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = if *a > *b { *a } else { *b };
        }
    }

    /// `left` unless it is 0, else `right`.
    fn first(to: &mut [u8], left: &[u8], right: &[u8]) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = if *a != 0 { *a } else { *b };
        }
    }

    /// The greater, in place.
    fn keep_worst(to: &mut [u8], from: &[u8]) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = if *a > *to { *a } else { *to };
        }
    }

    /// Whether any mark is one of three.
    fn any_of_three(marks: &[u8], wanted: [u8; 3]) -> bool {
        let mut none = true;
        for mark in marks {
            none &= (*mark != wanted[0]) & (*mark != wanted[1]) & (*mark != wanted[2]);
        }
        !none
    }

    /// `first` unless it is 0, else `mark` where `den` is 0.
    fn mark_zeros(to: &mut [u8], first: &[u8], den: &[f64], mark: u8) {
        for ((to, a), d) in to.iter_mut().zip(first).zip(den) {
            let zero = if *d == 0.0 { mark } else { 0 };
            *to = if *a != 0 { *a } else { zero };
        }
    }

    /// `then` where `when` is 1, else `otherwise`.
    fn select_bytes(to: &mut [u8], when: &[u8], then: &[u8], otherwise: &[u8]) {
        for (((to, when), a), b) in to.iter_mut().zip(when).zip(then).zip(otherwise) {
            *to = if *when != 0 { *a } else { *b };
        }
    }

    /// `item` where `truth` is 1, `apart` where it is 0, and the worse of both marks where it is unknown.
    fn keep(to: &mut [u8], item: &[u8], truth: &[u8], marks: &[u8], apart: u8) {
        for (((to, item), truth), mark) in to.iter_mut().zip(item).zip(truth).zip(marks) {
            let known = if *truth != 0 { *item } else { apart };
            let unknown = if *item > *mark { *item } else { *mark };
            *to = if *mark == 0 { known } else { unknown };
        }
    }

    /// The conjunction, or the disjunction when `deciding` is 1; each side is a truth value and its marks.
    fn decide(truth: &mut [u8], marks: &mut [u8], left: &[&[u8]; 2], right: &[&[u8]; 2], deciding: u8) {
        let sides = left[0].iter().zip(left[1]).zip(right[0].iter().zip(right[1]));
        for ((truth, mark), ((a, of_a), (b, of_b))) in truth.iter_mut().zip(marks).zip(sides) {
            let decided = ((*a == deciding) & (*of_a == 0)) | ((*b == deciding) & (*of_b == 0));
            let worse = if *of_a > *of_b { *of_a } else { *of_b };
            *truth = if decided { deciding } else { 1 - deciding };
            *mark = if decided { 0 } else { worse };
        }
    }

    /// One more condition of a choice: `worst` is the worst fault so far, `done` where a condition holds.
    fn ask(worst: &mut [u8], done: &mut [u8], when: &[u8], unknown: &[u8], value: &[u8]) {
        for ((((worst, done), when), unknown), value) in worst.iter_mut().zip(done).zip(when).zip(unknown).zip(value) {
            let of_value = if *value > *worst { *value } else { *worst };
            let of_both = if *unknown > of_value { *unknown } else { of_value };
            let holds = (*unknown == 0) & (*when != 0);
            let next = if *unknown != 0 { of_both } else { if holds & (*worst != 0) { of_value } else { *worst } };
            *worst = if *done == 0 { next } else { *worst };
            *done |= u8::from(holds);
        }
    }

    /// `decided` where a choice had no fault, else the worst fault.
    fn settle(to: &mut [u8], decided: &[u8], worst: &[u8], done: &[u8], otherwise: &[u8]) {
        for ((((to, decided), worst), done), otherwise) in to.iter_mut().zip(decided).zip(worst).zip(done).zip(otherwise) {
            let also = if (*done == 0) & (*otherwise > *worst) { *otherwise } else { *worst };
            *to = if *worst == 0 { *decided } else { also };
        }
    }

    /// Records who takes part in a sum, who is left out, and the worst mark of the others; `left_out` are the marks
    /// that are left out.
    fn take_part(taken: &mut [u8], skipped: &mut [u8], worst: &mut [u8], marks: &[u8], left_out: [u8; 3]) {
        for (((taken, skipped), worst), mark) in taken.iter_mut().zip(skipped).zip(worst).zip(marks) {
            let is_out = (*mark == left_out[0]) | (*mark == left_out[1]) | (*mark == left_out[2]);
            let is_worse = !is_out & (*mark > *worst);
            *taken |= u8::from(*mark == 0);
            *skipped |= u8::from(*mark == left_out[2]);
            *worst = if is_worse { *mark } else { *worst };
        }
    }

    /// The mark of a sum in which nobody took part: `skipped` where a member was left out, else `nobody`.
    fn mark_nobody(marks: &mut [u8], taken: &[u8], was_skipped: &[u8], skipped: u8, nobody: u8) {
        for ((mark, taken), was_skipped) in marks.iter_mut().zip(taken).zip(was_skipped) {
            let none = if *was_skipped != 0 { skipped } else { nobody };
            *mark = if (*mark == 0) & (*taken == 0) { none } else { *mark };
        }
    }

    /// Clears the worst mark so far where `marks` is 0.
    fn forget(worst: &mut [u8], marks: &[u8]) {
        for (worst, mark) in worst.iter_mut().zip(marks) {
            *worst = if *mark == 0 { 0 } else { *worst };
        }
    }

    /// Whether any byte is not 0.
    fn any(from: &[u8]) -> bool {
        from.iter().fold(0, |sum, byte| sum | byte) != 0
    }
}
