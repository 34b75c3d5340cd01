import type { ProblemCodes } from '../problem.ts'

export const TERRITORY_PROBLEMS = {
  DIVISION_NOT_FOUND: { status: 404, title: '没有这个行政区划，或不在您的辖区内' },
  SCHEME_NOT_ADOPTABLE: { status: 422, title: '这份方案不能这样采用' },
  ADOPTION_LEVEL: { status: 422, title: '这份方案不由这一级采用' },
  ADOPTION_DATES: { status: 422, title: '日期不合适' },
  ADOPTION_OVERLAPS: { status: 409, title: '这里同期已采用一份方案，须先终止' },
  ADOPTION_NOT_FOUND: { status: 404, title: '没有这项采用，或不归您管' },
  ADOPTION_ENDED: { status: 409, title: '这项采用已经定了终止日' },
  CHANGE_DATE: { status: 422, title: '生效日不合适' },
  CHANGE_LEVEL: { status: 422, title: '这一级的区划不能这样变' },
  CHANGE_INTO_ITSELF: { status: 422, title: '不能并入或改属到自己' },
  CHANGE_OVERLAPS: { status: 422, title: '与现有区划重复' },
  CHANGE_BY_ABOVE: { status: 403, title: '这项变更须由两地共同的上级办理' },
  CHANGE_NOTHING: { status: 422, title: '没有变化' },
  ZONE_OVERLAPS: { status: 422, title: '片区有重叠' },
  ZONE_TOWN: { status: 422, title: '片区里有不属于本县的乡镇(街道)' },
  ZONE_EMPTY: { status: 422, title: '片区里没有乡镇(街道)' },
  SPLIT_STATIONS: { status: 422, title: '析出时须写明每个社工站归哪里' },
} as const satisfies ProblemCodes
