import type { SecretKind } from '#contract/person-secret.ts'
import { isIdNumber } from '#domain/kernel/id-number.ts'
import { maskBank, maskIdNumber, maskPhone } from '#domain/kernel/mask.ts'

interface KindRule {
  readonly label: string
  readonly mask: (text: string) => string
  readonly isGood: (text: string) => boolean
}

/** What each kind of number is called, looks like, and shows of itself. */
export const KIND_RULES: { readonly [K in SecretKind]: KindRule } = {
  'id-number': { label: '身份证号', mask: maskIdNumber, isGood: isIdNumber },
  phone: { label: '电话', mask: maskPhone, isGood: (text) => /^(1\d{10}|0\d{9,11})$/.test(text) },
  bank: { label: '银行卡号', mask: maskBank, isGood: (text) => /^\d{12,19}$/.test(text) },
}

/** Where a ciphertext belongs: it reads under no other person, county or kind. */
export const contextOf = (row: { readonly county_id: number; readonly person_id: string; readonly kind: string }): string =>
  `person_secret/${row.county_id}/${row.person_id}/${row.kind}`
