'use strict';
// Whatever comes out of a mailbox is hostile: it is set as text, never as markup.
const state = { mailbox: null, folder: null, message: null, boxes: [], shown: '' };
const $ = id => document.getElementById(id);

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const child of children) element.append(child ?? '');
  return element;
}
async function get(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}
const boxPath = address => '/_lab/mailboxes/' + encodeURIComponent(address);
const person = it => it?.emailAddress ? (it.emailAddress.name && it.emailAddress.name !== it.emailAddress.address
  ? `${it.emailAddress.name} <${it.emailAddress.address}>` : it.emailAddress.address ?? '') : '';
const shortName = it => it?.emailAddress?.name || it?.emailAddress?.address || '';
const people = list => (list ?? []).map(person).join(', ');
function initials(name) { return name.split(/[\s.@]+/).filter(Boolean).slice(0, 2).map(w => w[0].toUpperCase()).join(''); }
function color(text) { let h = 0; for (const c of text) h = (h * 31 + c.codePointAt(0)) % 360; return `hsl(${h} 42% 46%)`; }
function when(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return '';
  const today = new Date().toDateString() === date.toDateString();
  return today ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' });
}
function size(bytes) { return bytes < 1024 ? bytes + ' B' : bytes < 1048576 ? Math.round(bytes / 1024) + ' KB' : (bytes / 1048576).toFixed(1) + ' MB'; }
function row(className, selected, onClick) {
  const button = make('button', 'row ' + className + (selected ? ' on' : ''));
  button.type = 'button';
  if (selected) button.setAttribute('aria-current', 'true');
  button.addEventListener('click', onClick);
  return button;
}

function showMailboxes() {
  const wanted = $('search').value.trim().toLowerCase();
  const list = document.createDocumentFragment();
  let tenant = '';
  const sorted = [...state.boxes].sort((a, b) => a.tenant.localeCompare(b.tenant) || a.displayName.localeCompare(b.displayName));
  for (const box of sorted) {
    if (wanted && !(box.address + ' ' + box.displayName).toLowerCase().includes(wanted)) continue;
    if (box.tenant !== tenant) { tenant = box.tenant; list.append(make('li', 'tenant', tenant)); }
    const button = row('person', box.address === state.mailbox, () => open(box.address));
    const face = make('span', 'face', initials(box.displayName));
    face.style.background = color(box.address);
    const sub = make('small', '', box.address);
    if (box.connections.length) sub.prepend(make('span', 'dot'));
    button.append(face, make('span', 'name', box.displayName, sub));
    const unread = box.folders.find(f => f.wellKnownName === 'inbox')?.unread ?? 0;
    if (unread) button.append(make('span', 'pill', String(unread)));
    list.append(make('li', '', button));
  }
  $('mailboxes').replaceChildren(list);
}
function showFolders() {
  const box = state.boxes.find(b => b.address === state.mailbox);
  if (!box) { $('folders').replaceChildren(); return; }
  const list = make('ul');
  for (const folder of box.folders) {
    const button = row('folder', folder.id === state.folder, () => { state.folder = folder.id; state.message = null; refresh(true); });
    button.append(make('span', '', folder.displayName), folder.unread ? make('b', '', String(folder.unread)) : make('span', '', folder.total ? String(folder.total) : ''));
    list.append(make('li', '', button));
  }
  const connections = make('div', 'connections', make('h3', '', 'Connected apps'));
  if (!box.connections.length) connections.append(make('p', 'soft', 'None yet'));
  for (const it of box.connections) connections.append(make('p', '', make('span', 'dot'), it.app, make('small', '', it.scopes.filter(s => s.includes('.')).join(', '))));
  $('folders').replaceChildren(make('h2', '', 'Folders'), list, connections);
}
function showList(messages) {
  const folder = state.boxes.find(b => b.address === state.mailbox)?.folders.find(f => f.id === state.folder);
  const outgoing = ['drafts', 'sentitems', 'outbox'].includes(folder?.wellKnownName);
  if (!messages.length) { $('list').replaceChildren(make('div', 'empty', 'Nothing here yet')); return; }
  const list = make('ul');
  for (const m of messages) {
    const button = row('mail' + (m.isRead ? '' : ' new'), m.immutableId === state.message, () => { state.message = m.immutableId; refresh(true); });
    const names = outgoing ? (m.toRecipients ?? []).map(shortName).join(', ') || '(no recipient)' : shortName(m.from) || '(unknown)';
    const subject = make('span', 'subject', m.subject || '(no subject)');
    const marks = make('span');
    if (m.stage === 'PENDING') marks.append(make('span', 'tag', 'on its way'));
    if (m.stage === 'DRAFT') marks.append(make('span', 'tag', 'draft'));
    if (m.hasAttachments) marks.append(make('span', 'tag blue', 'files'));
    button.append(make('span', 'line', make('span', 'who', names), make('time', '', when(m.receivedDateTime))),
      make('span', 'line', subject, marks), make('span', 'preview', m.bodyPreview || ' '));
    list.append(make('li', '', button));
  }
  $('list').replaceChildren(make('h2', '', folder?.displayName ?? ''), list);
}
function bodyOf(m) {
  if (m.body?.contentType !== 'html') return make('pre', 'body', m.body?.content || '');
  const frame = make('iframe');
  frame.setAttribute('sandbox', '');
  frame.title = 'Message body';
  frame.srcdoc = '<meta charset="utf-8"><style>body{font:14px/1.5 "Segoe UI",system-ui,sans-serif;margin:18px 22px;color:#1c1d22;overflow-wrap:anywhere}img{max-width:100%}</style>' + m.body.content;
  return frame;
}
function showMessage(m) {
  const key = m ? m.immutableId + m.changeKey : '';
  if (key === state.shown && m) return;
  state.shown = key;
  if (!m) { $('reading').replaceChildren(make('div', 'empty', state.boxes.length ? 'Select a message to read it' : '')); return; }
  const who = make('dl', 'people');
  for (const [label, value] of [['From', person(m.from)], ['To', people(m.toRecipients)], ['Cc', people(m.ccRecipients)], ['Bcc', people(m.bccRecipients)], ['Date', new Date(m.sentDateTime).toLocaleString()]])
    if (value) who.append(make('dt', '', label), make('dd', '', value));
  const files = make('div', 'files');
  for (const file of m.attachments ?? []) {
    const link = make('a', '', file.name, make('small', '', size(file.size)));
    link.href = 'data:application/octet-stream;base64,' + file.contentBytes;
    link.download = file.name;
    files.append(link);
  }
  const facts = make('dl');
  for (const [label, value] of [['internetMessageId', m.internetMessageId], ['conversationId', m.conversationId], ['id', m.id], ['immutable id', m.immutableId], ['importance', m.importance],
    ...(m.singleValueExtendedProperties ?? []).map(p => [p.id, p.value])]) facts.append(make('dt', '', label), make('dd', '', value));
  const head = make('div', 'head', make('h2', '', m.subject || '(no subject)'), who);
  if (files.childElementCount) head.append(files);
  $('reading').replaceChildren(head, bodyOf(m), make('details', '', make('summary', '', 'Identifiers'), facts));
}
function open(address) {
  state.mailbox = address;
  state.folder = state.boxes.find(b => b.address === address)?.folders.find(f => f.wellKnownName === 'inbox')?.id ?? null;
  state.message = null;
  refresh(true);
}
let running = false, again = false;
async function refresh(now) {
  if (running) { again = again || now; return; }
  running = true;
  try {
    state.boxes = await get('/_lab/mailboxes');
    if (!state.mailbox && state.boxes.length) { const first = state.boxes.find(b => b.connections.length) ?? state.boxes[0]; state.mailbox = first.address;
      state.folder = first.folders.find(f => f.wellKnownName === 'inbox').id; }
    const connected = state.boxes.filter(b => b.connections.length).length;
    $('facts').textContent = `${state.boxes.length} mailbox${state.boxes.length === 1 ? '' : 'es'} · ${connected} connected`;
    showMailboxes(); showFolders();
    if (!state.boxes.length) { $('list').replaceChildren(); welcome(); return; }
    const list = state.folder ? await get(boxPath(state.mailbox) + '/messages?summary=true&top=200&folder=' + encodeURIComponent(state.folder)) : [];
    if (state.message && !list.some(m => m.immutableId === state.message)) state.message = null;
    showList(list);
    showMessage(state.message ? await get(boxPath(state.mailbox) + '/messages/' + encodeURIComponent(list.find(m => m.immutableId === state.message).id)) : null);
  } catch (e) {
    $('facts').textContent = 'The simulator does not answer';
  } finally {
    running = false;
    if (again) { again = false; refresh(false); }
  }
}
function welcome() {
  state.shown = 'welcome';
  $('reading').replaceChildren(make('div', 'empty', make('div', '', make('p', '', 'There is no mailbox yet. Make one:'),
    make('pre', '', `curl -X POST ${location.origin}/_lab/mailboxes -H 'content-type: application/json' \\\n  -d '{"address":"adele@contoso.example","displayName":"Adele Vance"}'`))));
}
$('search').addEventListener('input', showMailboxes);
refresh(true);
setInterval(() => { if (!document.hidden) refresh(false); }, 2000);
