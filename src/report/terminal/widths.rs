//! How wide each column of a grid becomes.

/// What a column asks for, in terminal columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Need {
    /// Narrower than this it would not be readable: numbers and words would break.
    pub least: usize,
    /// Wide enough that nothing has to be wrapped.
    pub natural: usize,
}

/// Shares out `room` so that the columns with the most text get the most of it; `None` if not even the least fits.
pub(super) fn widths(needs: &[Need], room: usize) -> Option<Vec<usize>> {
    let natural: usize = needs.iter().map(|need| need.natural).sum();
    if natural <= room {
        return Some(needs.iter().map(|need| need.natural).collect());
    }
    let mut widths: Vec<usize> = needs.iter().map(|need| need.least).collect();
    let mut spare = room.checked_sub(widths.iter().sum())?;
    // One by one to the column that would otherwise wrap into the most lines.
    while spare > 0 {
        let hungry = (0..needs.len())
            .filter(|&i| widths[i] < needs[i].natural)
            .max_by(|&a, &b| {
                let (left, right) = (needs[a].natural * widths[b], needs[b].natural * widths[a]);
                left.cmp(&right).then(b.cmp(&a))
            });
        let Some(hungry) = hungry else { break };
        widths[hungry] += 1;
        spare -= 1;
    }
    Some(widths)
}
