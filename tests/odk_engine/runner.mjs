// Runs forms in ODK's own engine (npm: @getodk/xforms-engine) under jsdom.
// Reads one JSON object a line: {"xml": an XForm, "steps": [{path: value, …}, …]}; after each step of answers it notes
// of every node its value, whether it is relevant, and which condition it breaks. Writes one object a line.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>');
for (const name of ['DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text', 'CharacterData',
  'XPathResult', 'XPathEvaluator', 'XPathExpression', 'XMLDocument', 'NodeList', 'ProcessingInstruction', 'Comment',
  'CDATASection', 'DocumentFragment', 'File', 'Blob', 'HTMLElement', 'document']) {
  if (window[name] !== undefined) globalThis[name] = window[name];
}
globalThis.window ??= window;
globalThis.__dirname = process.cwd(); // the engine's parser was written for another kind of module
globalThis.require = createRequire(import.meta.url);

const { loadForm } = await import('@getodk/xforms-engine');

function* nodes(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* nodes(child);
}

function give(node, value) {
  const codes = value === '' ? [] : value.split(' ');
  if (node.selectValues) node.selectValues(codes);
  else if (node.setValues) node.setValues(codes);
  else node.setValue(value);
}

async function run({ xml, steps }) {
  const form = await loadForm(xml);
  if (form.error) throw form.error;
  const { root } = form.createInstance();
  return steps.map((step) => {
    const byPath = new Map([...nodes(root)].map((node) => [node.currentState.reference, node]));
    for (const [path, value] of Object.entries(step)) {
      if (!byPath.has(path)) throw new Error(`the form has no node ${path}`);
      give(byPath.get(path), value);
    }
    return Object.fromEntries([...nodes(root)].map((node) => [node.currentState.reference, {
      value: node.currentState.instanceValue ?? '',
      relevant: node.currentState.relevant,
      violation: node.validationState?.violation?.condition ?? null,
    }]));
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { outcomes: await run(JSON.parse(line)) };
  } catch (error) {
    answer = { error: String(error?.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
