import { agencyLink, code, contractLink, date, link, recorded, stationLink, subject, unitLink } from './define.ts'

const publication = subject('publication', {
  module: 'disclosure',
  label: '公开事项',
  keeper: 'station',
  links: {
    unit: unitLink,
    station: stationLink,
    contract: contractLink,
    agency: { ...agencyLink, label: '公开机构' },
    programme: link('programme', 'programmeId', '所属工作专项'),
  },
  facts: recorded('station', { itemCode: code('公开内容'), channelCode: code('公开渠道'), publishedOn: date('公开日期') }),
})

export const disclosureSubjects = [publication]
