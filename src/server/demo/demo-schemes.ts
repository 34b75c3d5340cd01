import type { Divisions } from '#domain/territory/index.ts'
import { buildChangji2021 } from './changji2021/build-changji2021.ts'
import { buildCounty90 } from './county90/build-county90.ts'
import type { DemoScheme } from './demo-scheme.ts'
import { buildFujian2021 } from './fujian2021/build-fujian2021.ts'
import { heedLaw } from './heed-law.ts'
import { buildJiaxing2021 } from './jiaxing2021/build-jiaxing2021.ts'
import { buildSuining2017 } from './suining2017/build-suining2017.ts'

/** The demonstrations of all plans that ship. The same divisions give the same entities. */
export const demoSchemes = (divisions: Divisions): readonly DemoScheme[] =>
  [
    buildCounty90(),
    buildSuining2017(divisions),
    buildFujian2021(divisions),
    buildJiaxing2021(divisions),
    buildChangji2021(divisions),
  ].map(heedLaw)
