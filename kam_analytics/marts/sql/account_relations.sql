-- grain: one visible account, or one group of accounts under the same topmost parent
-- key: account_id
-- inputs: account_deals, account_people, account_voice, account_contracts, account_ratings, account_attributes,
--         account_family_list (marts), entity
-- parameters: has_opportunity, has_creations (deals have dates of creation), has_contact, has_roles, has_levels, has_arrivals
--             (contacts have dates), has_activity, has_people (activities name contacts), has_hours, has_survey, has_case,
--             has_contract, has_families, has_rating: NULL where the table is not loaded, 0 where it has none
with deals as (
    select * from account_deals
),
people as (
    select * from account_people
),
voice as (
    select * from account_voice
),
contracts as (
    select * from account_contracts
),
ratings as (
    select * from account_ratings
),
attributes as (
    select * from account_attributes
),
families as (
    select * from account_family_list
),
accounts as (
    select distinct entity_id from entity
),
final as (
    select
        a.entity_id as account_id,
        case when $has_opportunity then coalesce(d.open_deals, 0) end as open_deals,
        case when $has_opportunity then coalesce(d.open_deals_unvalued, 0) end as open_deals_unvalued,
        case when $has_opportunity then round(coalesce(d.open_amount, 0)::double, 6) end as open_amount,
        case when $has_opportunity then coalesce(d.won_deals, 0) end as won_deals,
        case when $has_opportunity then coalesce(d.lost_deals, 0) end as lost_deals,
        case when $has_opportunity then coalesce(d.won_24m, 0) end as won_24m,
        case when $has_opportunity then coalesce(d.lost_24m, 0) end as lost_24m,
        case when $has_opportunity then round(coalesce(d.won_amount_24m, 0)::double, 6) end as won_amount_24m,
        case when $has_opportunity then round(coalesce(d.lost_amount_24m, 0)::double, 6) end as lost_amount_24m,
        case when $has_opportunity then coalesce(d.closed_unvalued_24m, 0) end as closed_unvalued_24m,
        case when $has_opportunity then coalesce(d.won_valued_24m, 0) end as won_valued_24m,
        case when $has_opportunity then coalesce(d.won_12m, 0) end as won_12m,
        case when $has_opportunity then coalesce(d.lost_12m, 0) end as lost_12m,
        case when $has_opportunity then coalesce(d.won_180d, 0) end as won_180d,
        case when $has_opportunity then coalesce(d.won_540d_before, 0) end as won_540d_before,
        case when $has_creations then coalesce(d.deals_new_180d, 0) end as deals_new_180d,
        case when $has_creations then coalesce(d.deals_new_540d_before, 0) end as deals_new_540d_before,
        case when $has_opportunity then coalesce(d.open_stages, []) end as open_stages,
        case when $has_opportunity then coalesce(d.closed_stages, []) end as closed_stages,
        case when $has_contact then coalesce(p.contacts, 0) end as contacts,
        case when $has_levels then coalesce(p.contacts_c, 0) end as contacts_c,
        case when $has_levels then coalesce(p.contacts_vp, 0) end as contacts_vp,
        case when $has_levels then coalesce(p.contacts_director, 0) end as contacts_director,
        case when $has_levels then coalesce(p.contacts_manager, 0) end as contacts_manager,
        case when $has_roles then coalesce(p.key_roles, 0) end as key_roles,
        case when $has_arrivals then coalesce(p.contacts_new_180d, 0) end as contacts_new_180d,
        case when $has_arrivals and $has_levels then coalesce(p.contacts_new_senior_180d, 0) end as contacts_new_senior_180d,
        case when $has_people then coalesce(p.contacts_active_90d, 0) end as contacts_active_90d,
        case when $has_people and $has_levels then coalesce(p.senior_active_90d, 0) end as senior_active_90d,
        case when $has_activity then coalesce(p.activities_12m, 0) end as activities_12m,
        case when $has_hours then round(coalesce(p.hours_12m, 0)::double, 6) end as hours_12m,
        p.days_since_activity,
        case when $has_activity then coalesce(p.talks_180d, 0) end as talks_180d,
        case when $has_activity then coalesce(p.talks_180d_before, 0) end as talks_180d_before,
        case when $has_survey then coalesce(v.nps_answers, 0) end as nps_answers,
        v.nps_mean,
        v.nps_trend,
        case when $has_survey then coalesce(v.csat_answers, 0) end as csat_answers,
        v.csat_share,
        case when $has_survey then coalesce(v.answers_180d, 0) end as answers_180d,
        v.answers_share_180d,
        case when $has_survey then coalesce(v.answers_540d_before, 0) end as answers_540d_before,
        v.answers_share_540d_before,
        case when $has_case then coalesce(v.cases_12m, 0) end as cases_12m,
        case when $has_case then coalesce(v.cases_severity1_12m, 0) end as cases_severity1_12m,
        case when $has_case then coalesce(v.cases_severity2_12m, 0) end as cases_severity2_12m,
        case when $has_case then coalesce(v.cases_180d, 0) end as cases_180d,
        case when $has_case then coalesce(v.cases_180d_before, 0) end as cases_180d_before,
        case when $has_case then coalesce(v.cases_open, 0) end as cases_open,
        case when $has_case then coalesce(v.cases_severe_open, 0) end as cases_severe_open,
        case when $has_contract then coalesce(c.contracts_active, 0) end as contracts_active,
        case when $has_contract then coalesce(c.contracts_evergreen, 0) end as contracts_evergreen,
        case when $has_contract then round(coalesce(c.contract_value, 0)::double, 6) end as contract_value,
        c.contract_days_to_end,
        case when $has_contract then coalesce(c.contracts_ended, 0) end as contracts_ended,
        case when $has_contract then coalesce(c.contracts_renewed, 0) end as contracts_renewed,
        case when $has_contract then coalesce(c.renewals_valued, 0) end as renewals_valued,
        c.renewal_change,
        b.industry,
        b.country,
        case when $has_families then coalesce(f.families, []) end as families,
        case when $has_rating then coalesce(r.ratings, []) end as ratings
    from accounts a
    left join deals d on d.account_id = a.entity_id
    left join people p on p.account_id = a.entity_id
    left join voice v on v.account_id = a.entity_id
    left join contracts c on c.account_id = a.entity_id
    left join attributes b on b.account_id = a.entity_id
    left join families f on f.account_id = a.entity_id
    left join ratings r on r.account_id = a.entity_id
)
select * from final
order by account_id
