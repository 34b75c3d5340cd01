import { loadavg } from 'node:os'
import { auditVerify } from './audit-verify.ts'
import { cpuSeconds, type Figure } from './figure.ts'
import { doorsBackup } from './doors-backup.ts'
import { doorsRequest } from './doors-request.ts'
import { doorsSignIn } from './doors-sign-in.ts'
import { fiveSchemes } from './five-schemes.ts'
import { nation } from './nation.ts'
import { listsAndImports } from './lists-and-imports.ts'
import { nationalBoard } from './national-board.ts'
import { secondStart } from './second-start.ts'
import { signInWeight } from './sign-in-weight.ts'
import { sixOutcomes } from './six-outcomes.ts'
import { whatIfHttp } from './what-if-http.ts'

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  'six-outcomes': sixOutcomes,
  'five-schemes': fiveSchemes,
  'what-if': whatIfHttp,
  nation,
  'second-start': secondStart,
  'sign-in': signInWeight,
  'door-requests': doorsRequest,
  'door-sign-ins': doorsSignIn,
  'door-backup': doorsBackup,
  'audit-verify': auditVerify,
  'lists-and-imports': listsAndImports,
  'national-board': nationalBoard,
}

/** Runs the benches named on the command line, all of them when none is; returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(`npm run bench -- [--json] [${Object.keys(BENCHES).join('|')} …]`)
    return 0
  }
  const isJson = args.includes('--json')
  const wanted = args.filter((a) => !a.startsWith('--'))
  const strange = wanted.filter((name) => !(name in BENCHES))
  if (strange.length > 0) {
    console.error(`no such bench: ${strange.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`)
    return 2
  }
  const figures: Figure[] = []
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const [load, cpu, wall] = [loadavg()[0] ?? 0, cpuSeconds(), performance.now()]
    if (process.stderr.isTTY) process.stderr.write(`${name} …\r`)
    const found = await bench()
    const share = (cpuSeconds() - cpu) / ((performance.now() - wall) / 1000)
    if (!isJson)
      console.log(`\n${name} (load of the machine ${load.toFixed(1)}; this process had ${Math.round(share * 100)} % of a core)`)
    if (!isJson) for (const figure of found) print(figure)
    figures.push(...found)
  }
  if (isJson) console.log(JSON.stringify(figures, null, 2))
  return 0
}

const shown = (n: number | null): string => (n === null ? '' : n.toLocaleString('en-US'))
function print(f: Figure): void {
  const mark = f.met === null ? ' ' : f.met ? '✓' : '✗'
  const ratio = f.ratio === null ? '' : f.goal === null ? `ours is ${f.ratio} × that` : `goal ${shown(f.goal)}, ratio ${f.ratio}`
  console.log(`${mark} ${f.name.padEnd(58)} ${shown(f.value).padStart(12)} ${f.unit.padEnd(16)} ±${f.spread}%  ${ratio}`)
}
