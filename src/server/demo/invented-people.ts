import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { DemoIdentity } from './demo-scheme.ts'
import { seededRandom } from './seeded-random.ts'

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜'] as [string, ...string[]]
const GIVEN = [...'安邦澄德方阁瀚嘉珂岚敏宁鹏启然书棠婉熙宜颖昭芝舟卓'] as [string, ...string[]]
/** No division has this code: a number that starts with it was given to nobody. */
const REGION = '990901'

export interface InventedPerson {
  readonly name: string
  readonly birthOn: CivilDate
  readonly identity: DemoIdentity
}

/** A person who does not exist; the same seed gives the same person. */
export function inventedPerson(seed: string, bornFrom: number, bornTo: number): InventedPerson {
  const random = seededRandom(`person/${seed}`)
  const two = (n: number): string => String(n).padStart(2, '0')
  const name = random.pick(SURNAMES) + random.pick(GIVEN) + (random.isHit(0.7) ? random.pick(GIVEN) : '')
  const birthOn = `${random.between(bornFrom, bornTo)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}` as CivilDate
  return {
    name,
    birthOn,
    identity: {
      idNumber: inventedIdNumber(birthOn, random.between(1, 999)),
      // no operator gives numbers that start with 100
      phone: `100${String(random.between(0, 99_999_999)).padStart(8, '0')}`,
    },
  }
}

/** An 18-digit ID number with a region that does not exist and a right check digit (GB 11643). */
export function inventedIdNumber(birthOn: CivilDate, sequence: number): string {
  const body = `${REGION}${birthOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  let sum = 0
  for (let i = 0; i < 17; i++) sum += 2 ** (17 - i) * Number(body.charAt(i))
  return body + '10X98765432'.charAt(sum % 11)
}

const USCC_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A unified social credit code of a social service body with a region that does not exist and a right check digit (GB 32100). */
export function inventedUscc(sequence: number): string {
  const body = `52${REGION}MJ${String(sequence).padStart(7, '0')}`
  let sum = 0
  for (let i = 0, weight = 1; i < 17; i++, weight = (weight * 3) % 31) sum += weight * USCC_DIGITS.indexOf(body.charAt(i))
  return body + USCC_DIGITS.charAt((31 - (sum % 31)) % 31)
}
