// The core: wasm out of this very file, answered one request after the other. Runs in a worker, or in the page where there is none.
/** Five letters for four bytes: the 85 from ( to ~ without < and \, so that nothing in it can end a script. */
const bytesOf = text => {
  const bytes = new DataView(new ArrayBuffer(text.length / 5 * 4));
  for (let k = 0; k < text.length; k += 5) {
    let number = 0;
    for (let at = k; at < k + 5; at++) { const letter = text.charCodeAt(at); number = number * 85 + letter - 40 - (letter > 60) - (letter > 92); }
    bytes.setUint32(k / 5 * 4, number);
  }
  return new Uint8Array(bytes.buffer);
};
/** What is packed as `SIZE:LETTERS`. */
const unpacked = text => {
  const colon = text.indexOf(':');
  return unlzma(bytesOf(text.slice(colon + 1)), +text.slice(0, colon));
};
async function core(packed) {
  const module = await WebAssembly.compile(unpacked(packed));
  let inner;
  const start = async () => { inner = (await WebAssembly.instantiate(module, { env: { now: () => Math.trunc(performance.now()) } })).exports; };
  const text = () => new TextDecoder().decode(new Uint8Array(inner.memory.buffer, inner.answer(), inner.answer_len()));
  await start();
  return async request => {
    try {
      const bytes = new TextEncoder().encode(JSON.stringify(request));
      // Only then: room may move the memory.
      const at = inner.alloc(bytes.length);
      new Uint8Array(inner.memory.buffer, at, bytes.length).set(bytes);
      inner.call();
      return JSON.parse(text());
    } catch (trouble) {
      // What a trap leaves behind is not used again: a new instance of the same module takes its place.
      let said = '';
      try { said = trouble instanceof WebAssembly.RuntimeError ? text() : ''; } catch { /* nothing can be said of it */ }
      await start();
      return { macet: (said.startsWith('panicked') ? said : String(trouble)).slice(0, 400) };
    }
  };
}
/** One request after the other, in a worker where there is one; `source` is the text of this script. */
function machine(packed, source) {
  const inWorker = () => {
    const text = source + ';let run;onmessage=async m=>{const{id,packed,request}=m.data;let answer;try{run??=core(packed);answer=await (await run)(request)}catch(e){answer={mustahil:String(e)}}postMessage({id,answer})}';
    const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    const waiting = new Map();
    let next = 0, first = true;
    worker.onmessage = ({ data }) => { waiting.get(data.id)?.(data.answer); waiting.delete(data.id); };
    worker.onerror = () => { waiting.forEach(done => done({ macet: 'worker' })); waiting.clear(); };
    return request => new Promise(done => {
      waiting.set(++next, done);
      worker.postMessage({ id: next, request, packed: first ? packed : undefined });
      first = false;
    });
  };
  let send;
  try { send = inWorker(); } catch { const here = core(packed); send = async request => (await here)(request); }
  let line = Promise.resolve();
  return request => {
    line = line.then(() => send(request)).then(answer => { if (answer.mustahil) throw answer.mustahil; return answer; });
    return line;
  };
}
