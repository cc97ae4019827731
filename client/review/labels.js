// What the values of a report are called in Chinese.
const KINDS = {
  KIND_LEVEL: '数量', KIND_CHANGE: '增减', KIND_RANK: '位次',
  KIND_TARGET: '目标',
};
const MODIFIERS = {
  MODIFIER_EXACT: '确数', MODIFIER_APPROXIMATE: '约数',
  MODIFIER_AT_LEAST: '不少于', MODIFIER_AT_MOST: '不多于',
};
const MODIFIER_SIGNS = {
  MODIFIER_APPROXIMATE: '≈', MODIFIER_AT_LEAST: '≥', MODIFIER_AT_MOST: '≤',
};
const SCOPES = {SCOPE_ISSUER: '本机关及其下属', SCOPE_OTHER: '其他机关'};
// Of another figure, and without one.
const RELATIONS = {
  RELATION_PART: ['的一部分', '某一合计的一部分'],
  RELATION_SHARE: ['所占的比重', '占比'],
  RELATION_CHANGE: ['的增减', '增减'],
  RELATION_BASE: ['的比较基数', '比较基数'],
};
const DIAGNOSTICS = {
  RATE_MISMATCH: '比率与分子、分母不符',
  UNIT_SLIP: '单位可能有误',
  PART_EXCEEDS_WHOLE: '部分大于整体',
  SUM_MISMATCH: '各部分之和与合计不符',
  DUPLICATE_MISMATCH: '同一事实前后不一',
  YEAR_CONFLICT: '年份前后不一',
  ENCODING_DOUBT: '字符编码存疑',
};
// The families of the built-in catalogue; another goes by its id.
const FAMILIES = {
  administrative_mediation: '行政调解', audit: '审计', budget: '法治经费',
  community: '基层治理', consumer: '消费维权', counsel: '法律顾问',
  decision: '重大决策', discipline: '纪律与问责', disclosure: '政府信息公开',
  enforcement: '行政执法', hotline: '热线', labor: '劳动监察',
  leadership: '组织领导', legal_aid: '法律援助', legal_service: '法律服务',
  litigation: '行政诉讼', market: '市场主体', mediation: '人民调解',
  oversight: '法治督察', petition: '信访', publicity: '法治宣传',
  reconsideration: '行政复议', rulemaking: '立法与规范性文件',
  service: '政务服务', supervision: '建议与提案', training: '学习培训',
};
