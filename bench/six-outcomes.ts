import { compileShipped, engineOutcomes, engineRules, judgeAll, payAll, ruleAll } from './engine-outcomes.ts'
import { atLeast, beside, perSecond, sampleOf, type Figure } from './figure.ts'
import { plainStation } from './peer-facts.ts'
import { jsonLogicEngine } from './peer-json-logic.ts'
import { jsonRulesEngine } from './peer-json-rules.ts'
import { makeStations } from './station-facts.ts'

const STATIONS = 1_000
const COMPARED = 500

/** Six county90 outcomes per station: this engine, with and without trace, against two others on the same facts. */
export async function sixOutcomes(): Promise<Figure[]> {
  const stations = makeStations(STATIONS)
  const plain = stations.map(plainStation)
  const rules = engineRules(compileShipped('county90'))
  const [viaRules, viaLogic] = [jsonRulesEngine(), jsonLogicEngine()]
  for (const [i, s] of stations.slice(0, COMPARED).entries()) {
    const facts = plain[i]
    if (!facts) continue
    const ours = JSON.stringify(engineOutcomes(rules, s))
    const others = { 'json-rules-engine': await viaRules(facts), 'json-logic-engine': viaLogic(facts) }
    for (const [name, theirs] of Object.entries(others))
      if (JSON.stringify(theirs) !== ours) throw new Error(`station ${i}: ours ${ours}, ${name} ${JSON.stringify(theirs)}`)
  }
  let next = 0
  const found = await perSecond({
    ours: () => (judgeAll(rules, stations), STATIONS),
    traced: () => (ruleAll(rules, stations), STATIONS),
    paid: () => (payAll(rules, stations), STATIONS),
    logic: () => {
      for (const s of plain) viaLogic(s)
      return STATIONS
    },
    rules: async () => {
      const some = plain.slice(next, next + 100)
      next = (next + 100) % STATIONS
      for (const s of some) await viaRules(s)
      return some.length
    },
  })
  const times = found.ours.median / found.rules.median
  const unit = 'stations/s/core'
  return [
    atLeast('six county90 outcomes', found.ours, unit, 1_000_000),
    atLeast('six county90 outcomes with full trace', found.traced, unit, 300_000),
    beside('payable amount of a contract', found.paid, 'contracts/s/core'),
    beside('same by json-logic-engine (compiled)', found.logic, unit, found.ours.median / found.logic.median),
    beside('same by json-rules-engine', found.rules, unit, times),
    atLeast('ours over json-rules-engine', { ...sampleOf([times]), spread: found.rules.spread }, '×', 20),
  ]
}
