import { bombs, type BombName } from '#scripts/hostile-corpus/bombs.ts';
import { loadAddon } from '#native/load.ts';
import { defaultLimits } from '#host/runner/engine-limits.ts';
import { readFileSync } from 'node:fs';
const [n='', c=''] = process.argv.slice(2);
const wasm = bombs[n as BombName](Number(c));
const s=performance.now(); let r='loaded';
try { loadAddon().checkModule(wasm, defaultLimits); } catch (e: any) { r = 'check '+e.code+' '+e.message.slice(0,80); }
const ck=performance.now()-s;
if (r==='loaded') try { await loadAddon().loadModel(wasm, defaultLimits); } catch (e: any) { r = e.code+' '+e.message.slice(0,90); }
const st=readFileSync('/proc/self/status','utf8');
console.log(n, c, wasm.length, 'bytes', r, 'check', ck.toFixed(0), 'all', (performance.now()-s).toFixed(0),'ms', /VmHWM:\s*(\d+)/.exec(st)![1], 'kB peak');
