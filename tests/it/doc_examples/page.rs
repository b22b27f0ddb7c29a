//! A Markdown page as text and fenced blocks, so that it can be put together again.

/// A page; between block `n - 1` and block `n` stands text `n`.
pub struct Page {
    texts: Vec<String>,
    pub blocks: Vec<Block>,
}

/// A fenced block.
#[derive(Clone)]
pub struct Block {
    /// Line of the opening fence, from 1.
    pub line: usize,
    /// The first word behind the fence.
    pub language: String,
    /// The other words.
    pub words: Vec<String>,
    /// What stands between the fences, each line with its end.
    pub body: String,
    /// The opening fence as written.
    fence: String,
}

impl Page {
    /// Reads a page. Fences begin at the left margin and are closed.
    pub fn read(name: &str, text: &str) -> Page {
        let mut page = Page { texts: vec![String::new()], blocks: Vec::new() };
        let mut open: Option<Block> = None;
        for (at, line) in text.split_inclusive('\n').enumerate() {
            let trimmed = line.trim_end();
            match (&mut open, trimmed.strip_prefix("```")) {
                (Some(block), Some("")) => {
                    page.blocks.push(block.clone());
                    page.texts.push(String::new());
                    open = None;
                }
                (Some(block), _) => block.body.push_str(line),
                (None, Some(words)) => {
                    let mut words = words.split_whitespace().map(String::from);
                    let language = words.next().unwrap_or_default();
                    let (line, fence) = (at + 1, trimmed.to_string());
                    open = Some(Block { line, language, words: words.collect(), body: String::new(), fence });
                }
                (None, None) => page.texts.last_mut().expect("a text").push_str(line),
            }
        }
        assert!(open.is_none(), "{name}: a fence is not closed");
        page
    }

    /// The page put together again.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (before, block) in self.texts.iter().zip(&self.blocks) {
            text.push_str(before);
            let end = if block.body.is_empty() || block.body.ends_with('\n') { "" } else { "\n" };
            text.push_str(&format!("{}\n{}{end}```\n", block.fence, block.body));
        }
        text.push_str(self.texts.last().expect("a text"));
        text
    }
}

impl Block {
    /// Whether a word stands behind the language.
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// The value of `name=value`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }
}
