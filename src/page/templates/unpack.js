// LZMA ("alone" format) unpacked: three tenths smaller than what browsers unpack themselves, since repeats in code lie far apart.
function unlzma(packed, size) {
  const out = new Uint8Array(size), d = packed[0];
  const lc = d % 9, lp = ((d / 9) | 0) % 5, pb = (d / 45) | 0;
  // Where each kind of probability begins.
  const REP = 192, G0 = 204, G1 = 216, G2 = 228, LONG = 240, SLOT = 432, SPECIAL = 688, ALIGN = 816, LEN = 832, REPLEN = 1346, LITERAL = 1860;
  const probs = new Uint16Array(LITERAL + (0x300 << (lc + lp))).fill(1024);
  // Both in one array of their kind: numbers above 2^31 in variables that functions share are made anew at each step.
  const now = Uint32Array.of(0xFFFFFFFF, (packed[14] << 24) | (packed[15] << 16) | (packed[16] << 8) | packed[17]), RANGE = 0, CODE = 1;
  let at = 18;
  const narrow = () => {
    if (now[RANGE] < 0x1000000) { now[RANGE] <<= 8; now[CODE] = (now[CODE] << 8) | packed[at++]; }
  };
  const bit = index => {
    const p = probs[index], range = now[RANGE], bound = (range >>> 11) * p, is = now[CODE] >= bound;
    if (is) { now[RANGE] = range - bound; now[CODE] -= bound; probs[index] = p - (p >> 5); }
    else { now[RANGE] = bound; probs[index] = p + ((2048 - p) >> 5); }
    narrow();
    return is ? 1 : 0;
  };
  const tree = (base, bits) => { let m = 1; for (let k = 0; k < bits; k++) m = (m << 1) | bit(base + m); return m - (1 << bits); };
  const reversed = (base, bits) => { let m = 1, sum = 0; for (let k = 0; k < bits; k++) { const b = bit(base + m); m = (m << 1) | b; sum |= b << k; } return sum; };
  const length = (base, place) => {
    if (!bit(base)) return tree(base + 2 + (place << 3), 3);
    if (!bit(base + 1)) return 8 + tree(base + 130 + (place << 3), 3);
    return 16 + tree(base + 258, 8);
  };
  let pos = 0, state = 0, rep0 = 0, rep1 = 0, rep2 = 0, rep3 = 0;
  const mask = (1 << pb) - 1, low = (1 << lp) - 1;
  while (pos < size) {
    const place = pos & mask;
    if (!bit((state << 4) + place)) {
      const before = pos ? out[pos - 1] : 0;
      const base = LITERAL + 0x300 * (((pos & low) << lc) + (before >> (8 - lc)));
      let symbol = 1;
      if (state >= 7) {
        let known = out[pos - rep0 - 1];
        while (symbol < 256) {
          const its = (known >> 7) & 1, b = bit(base + ((1 + its) << 8) + symbol);
          known <<= 1;
          symbol = (symbol << 1) | b;
          if (its !== b) break;
        }
      }
      while (symbol < 256) symbol = (symbol << 1) | bit(base + symbol);
      out[pos++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (bit(REP + state)) {
      if (!bit(G0 + state)) {
        if (!bit(LONG + (state << 4) + place)) {
          state = state < 7 ? 9 : 11;
          out[pos] = out[pos - rep0 - 1];
          pos++;
          continue;
        }
      } else {
        let far;
        if (!bit(G1 + state)) far = rep1;
        else {
          if (!bit(G2 + state)) far = rep2;
          else { far = rep3; rep3 = rep2; }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = far;
      }
      count = length(REPLEN, place);
      state = state < 7 ? 8 : 11;
    } else {
      rep3 = rep2; rep2 = rep1; rep1 = rep0;
      count = length(LEN, place);
      state = state < 7 ? 7 : 10;
      const slot = tree(SLOT + (Math.min(count, 3) << 6), 6);
      if (slot < 4) rep0 = slot;
      else {
        const bits = (slot >> 1) - 1;
        rep0 = ((2 | (slot & 1)) << bits) >>> 0;
        if (slot < 14) rep0 += reversed(SPECIAL + rep0 - slot, bits);
        else {
          let direct = 0;
          for (let k = bits - 4; k; k--) {
            now[RANGE] >>>= 1;
            direct <<= 1;
            if (now[CODE] >= now[RANGE]) { now[CODE] -= now[RANGE]; direct |= 1; }
            narrow();
          }
          rep0 = (rep0 + direct * 16 + reversed(ALIGN, 4)) >>> 0;
          if (rep0 === 0xFFFFFFFF) break;
        }
      }
    }
    for (let from = pos - rep0 - 1, end = Math.min(size, pos + count + 2); pos < end;) out[pos++] = out[from++];
  }
  return out;
}
