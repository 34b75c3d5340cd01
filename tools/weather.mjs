// `npm run weather`: the long run of the bad-weather tests. Takes the better part of an hour.
import { requireNode } from './console-step.mjs'
import { installMissing } from './install-missing.mjs'
import { runVitest } from './run-vitest.mjs'

requireNode()
installMissing()
const { passed, failed } = runVitest('坏天气', ['weather'], { WEATHER: 'long' })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
