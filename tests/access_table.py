"""Who gets what at which address: one row an address, by its name (else its route).

    ok  200            in  to the log-in         to  led on to another page
    --  404, not there no  403, or back to the admin's home
    po  405, it takes only POST                  !!  falls over on purpose

Behind the bar: the same address with the id of something of another union. An address
without an id has nothing there.
"""

# anonymous trainee trainer author translator coordinator officer evaluator administrator
SITE = {
    # Open to all.
    "ok ok ok ok ok ok ok ok ok": """
        healthz readyz api-1:openapi-json reading:catalogue reading:help
        reading:join reading:card_open
        reading:leaving reading:services reading:calendar reading:class_door
        en/gallery/ certificates:verify_form members:leave members:recover en/accounts/logout/
        account_inactive account_reset_password
        account_reset_password_done account_reset_password_from_key_done
        wagtailadmin_sprite wagtailadmin_javascript_catalog
        """,
    # Open to whoever has the code, the link or the file's name.
    "ok ok ok ok ok ok ok ok ok | ok ok ok ok ok ok ok ok ok": """
        certificates:verify reading:join_with reading:class_phone reading:class_wall
        standard_page wagtaildocs_serve media/images/<path:path>
        account_confirm_email account_reset_password_from_key
        """,
    "to to to to to to to to to": """
        front_door en/accounts/signup/ admin/logout/
        """,
    "to to to to to to to to to | to to to to to to to to to": """
        reading:card class_from_the_wall
        """,
    "ok to to to to to to to to": "members:keep_place members:sign_in account_login",
    "po po po po po po po po po": """
        api-1:events members:forget_name members:mask_names safekeeping:everything
        """,
    # With an account.
    "in ok ok ok ok ok ok ok ok": """
        reading:my reading:help_asked members:kept account_reauthenticate
        account_change_password
        """,
    "in to to to to to to to to": """
        members:index members:written_down account_set_password
        account_confirm_login_code mfa_authenticate
        """,
    # For trainees: what staff have no part in leads to "what is kept", or is not there.
    "in ok to to to to to to to": """
        members:new_code members:questions members:choices members:name reading:circle
        reading:asked_once
        """,
    "in ok no no no no no no no": "safekeeping:delete",
    "in ok -- -- -- -- -- -- -- | in -- -- -- -- -- -- -- --": """
        reading:door reading:follow_up certificates:certificate reading:pre_test reading:final_test reading:result
        """,
    # A module for this union only: its trainees and its staff.
    "-- ok ok ok ok ok -- -- -- | -- -- -- -- -- -- -- -- --": """
        reading:module reading:lesson reading:booklet reading:voice
        """,
    # What is written to trainers; a module of this union is not the programme's.
    "in -- ok ok ok ok -- -- -- | in -- -- -- -- -- -- -- --": """
        reading:plan reading:plan_paper
        """,
    # For the trainer and the coordinator. (The sweep has opened a register and scanned a
    # card before it comes to `card_at_door`.)
    "in -- ok -- -- ok -- -- --": """
        trainer_desk:desk trainer_desk:cards trainer_desk:at_home trainer_desk:plan
        trainer_desk:card_at_door
        trainer_desk:roster_earlier trainer_desk:follow_ups
        """,
    # Whose training it is, and who coordinates its union.
    "in -- ok -- -- ok -- -- -- | in -- -- -- -- -- -- -- --": """
        trainer_desk:joining trainer_desk:wall trainer_desk:home_wall
        trainer_desk:hand_card
        trainer_desk:training trainer_desk:change trainer_desk:copy
        trainer_desk:register trainer_desk:history trainer_desk:add
        trainer_desk:sheet trainer_desk:door trainer_desk:people trainer_desk:heads
        trainer_desk:class trainer_desk:rosters trainer_desk:roster
        trainer_desk:roster_rows trainer_desk:line trainer_desk:ask
        trainer_desk:how_it_goes trainer_desk:credit trainer_desk:texts
        trainer_desk:kit trainer_desk:payments
        """,
    # Without its query it leads to the form.
    "in -- to -- -- to -- -- -- | in -- -- -- -- -- -- -- --": "trainer_desk:kit_pdf",
    # For a phone, which is told in JSON to sign in again.
    "no -- ok -- -- ok -- -- -- | no -- -- -- -- -- -- -- --": "trainer_desk:marks",
    "in po po po po po po po po | in po po po po po po po po": """
        trainer_desk:settle reading:forget_plan trainer_desk:replace_card
        trainer_desk:withdraw_card trainer_desk:vouch trainer_desk:end_home_code
        trainer_desk:decide_at_home trainer_desk:roster_correct
        trainer_desk:roster_bring_in trainer_desk:roster_take_back
        trainer_desk:roster_discard
        """,
    # The coordinator's own desk: nobody else's, not even the programme's.
    "in no -- -- -- ok -- -- --": """
        union_desk:desk union_desk:people union_desk:trainings union_desk:staff
        union_desk:log union_desk:freeze union_desk:destroy_all
        union_desk:term
        union_desk:doubles union_desk:joined union_desk:figures union_desk:comparing
        union_desk:outcomes union_desk:new_outcome
        """,
    # A period is the programme's: each coordinator sees her own figures in it.
    "in no -- -- -- ok -- -- -- | in no -- -- -- ok -- -- --": """
        union_desk:figures_of union_desk:figure_behind
        """,
    "in no no no no no to to to": """
        programme_desk:desk programme_desk:everything_zip
        """,
    # The administrator's: unions, roles and projects, and no people of any union.
    "in no no no no no no no ok": """
        programme_desk:unions programme_desk:new_union programme_desk:staff
        programme_desk:projects programme_desk:certificates
        """,
    # Who keeps figures: officers and administrators. An evaluator changes nothing.
    "in no no no no no ok no ok": """
        programme_desk:indicators programme_desk:new_indicator
        programme_desk:outcome_doubles programme_desk:declare programme_desk:read_sheet
        """,
    "in no no no no no ok no ok | in no no no no no ok no ok": """
        programme_desk:indicator programme_desk:sheet
        """,
    # Who reads them. What unions tell of agreements they tell the programme.
    "in no no no no no ok ok ok": """
        programme_desk:reports programme_desk:ask programme_desk:everything
        programme_desk:report_schema programme_desk:outcomes programme_desk:history
        programme_desk:periods programme_desk:compare programme_desk:samples
        """,
    "in no no no no no ok ok ok | in no no no no no ok ok ok": """
        programme_desk:report programme_desk:outcome
        programme_desk:period programme_desk:figure programme_desk:left_open
        programme_desk:sample
        """,
    "in no no no no no no no ok | in no no no no no no no ok": """
        programme_desk:union programme_desk:project
        """,
    "in no ok no no ok no no no | in no -- no no -- no no no": "trainer_desk:close",
    "in no -- -- -- ok -- -- -- | in no -- -- -- -- -- -- --": """
        union_desk:person union_desk:correct union_desk:erase union_desk:certificate
        union_desk:destroy_of_training
        union_desk:leaving union_desk:destruction
        union_desk:outcome union_desk:change_outcome
        """,
    "po po po po po po po po po | po po po po po po po po po": """
        trainer_desk:photo
        union_desk:export union_desk:end_role union_desk:decide_destruction
        union_desk:decide_double union_desk:take_apart programme_desk:end_role
        union_desk:withdraw_outcome programme_desk:take_out_span
        programme_desk:decide_outcome_double programme_desk:withdraw_total
        """,
    "in no ok no no ok no no no": "members:reset members:open_names",
    # For staff: trainees have no e-mail and no second factor.
    "in -- ok ok ok ok ok ok ok": "account_email mfa_index mfa_reauthenticate",
    "ok -- ok ok ok ok ok ok ok": "account_email_verification_sent",
    "in -- to to to to to to to": """
        members:second_factor mfa_activate_totp mfa_deactivate_totp
        mfa_generate_recovery_codes
        """,
    # Nobody here has made recovery codes.
    "in -- -- -- -- -- -- -- --": "mfa_view_recovery_codes mfa_download_recovery_codes",
    "in no no no no no no no no": "wagtailadmin_login",
    # Shut: passwords are allauth's, and no page or file is behind a password.
    "-- -- -- -- -- -- -- -- --": """
        api-1:api-root wagtailadmin_password_reset wagtailadmin_password_reset_done
        wagtailadmin_password_reset_complete
        """,
    "-- -- -- -- -- -- -- -- -- | -- -- -- -- -- -- -- -- --": """
        wagtailadmin_password_reset_confirm wagtaildocs_authenticate_with_password
        """,
}

# The editor. Everybody else is led to the log-in.
# author translator administrator | of another union: author translator administrator
ADMIN = {
    # Both write: what lists anything lists only what is inside their walls.
    "ok ok ok": """
        wagtailadmin_home wagtailadmin_account wagtailadmin_dismissibles
        wagtailadmin_explore_root wagtailadmin_api:pages:listing
        wagtailadmin_pages:search wagtailadmin_pages:search_results
        wagtailadmin_choose_page wagtailadmin_choose_page_search
        wagtailadmin_choose_page_chosen_multiple wagtailadmin_choose_page_external_link
        wagtailadmin_choose_page_email_link wagtailadmin_choose_page_phone_link
        wagtailadmin_choose_page_anchor_link wagtailadmin_reports:aging_pages
        wagtailadmin_reports:aging_pages_results wagtail_localize:javascript_catalog
        wagtailsnippets_cms_glossaryterm:list
        wagtailsnippets_cms_glossaryterm:list_results
        wagtailsnippets_cms_glossaryterm:add
        wagtailsnippets_cms_fact:list wagtailsnippets_cms_fact:list_results
        changed_facts
        wagtailsnippets_cms_helpservice:list wagtailsnippets_cms_helpservice:list_results
        wagtailsnippets_cms_helpservice:add
        wagtaildocs_chooser:choose wagtaildocs_chooser:choose_results
        wagtaildocs_chooser:chosen_multiple
        wagtailimages_chooser:choose wagtailimages_chooser:choose_results
        wagtailimages_chooser:chosen_multiple
        """,
    "ok ok ok | ok ok ok": """
        wagtailadmin_pages:type_use wagtailadmin_pages:type_use_results
        wagtailadmin_pages:choose_parent
        """,
    "ok ok ok | -- -- ok": """
        exchange:file
        wagtailadmin_api:pages:detail wagtailadmin_explore wagtailadmin_explore_results
        wagtailadmin_choose_page_child
        wagtailadmin_pages:usage wagtailadmin_pages:edit wagtail_bulk_action
        wagtailadmin_pages:preview_on_edit wagtailadmin_pages:view_draft
        wagtailadmin_pages:move_confirm wagtailadmin_pages:copy
        wagtailadmin_pages:confirm_workflow_cancellation
        wagtailadmin_pages:revisions_compare wagtailadmin_pages:workflow_history
        wagtailadmin_pages:workflow_history_detail wagtailadmin_pages:history
        wagtailadmin_pages:history_results wagtailadmin_pages:revisions_view
        wagtailadmin_pages:revisions_revert
        wagtail_localize:download_pofile wagtail_localize:preview_translation
        wagtailsnippets_cms_glossaryterm:edit wagtailsnippets_cms_glossaryterm:delete
        wagtailsnippets_cms_glossaryterm:usage wagtailsnippets_cms_glossaryterm:history
        wagtailsnippets_cms_glossaryterm:history_results
        wagtailsnippets_cms_fact:edit wagtailsnippets_cms_fact:usage
        wagtailsnippets_cms_fact:inspect wagtailsnippets_cms_fact:history
        wagtailsnippets_cms_fact:history_results
        wagtailsnippets_cms_fact:revisions_revert
        wagtailsnippets_cms_fact:revisions_compare
        wagtailsnippets_cms_helpservice:edit wagtailsnippets_cms_helpservice:delete
        wagtailsnippets_cms_helpservice:usage wagtailsnippets_cms_helpservice:history
        wagtailsnippets_cms_helpservice:history_results
        wagtaildocs_chooser:chosen wagtailimages_chooser:chosen
        wagtailimages_chooser:select_format
        """,
    "po po po | -- -- po": """
        wagtailadmin_pages:lock wagtailadmin_pages:unlock
        wagtailadmin_editing_sessions:ping
        wagtail_localize:edit_string_translation wagtail_localize:upload_pofile
        wagtail_localize:stop_translation
        wagtaildocs:edit_multiple wagtaildocs:delete_multiple
        wagtailimages:edit_multiple wagtailimages:delete_multiple
        """,
    # An upload of two steps belongs to who began it, whatever its number.
    "po po po | po po po": """
        wagtailadmin_editing_sessions:release changed_fact_seen
        wagtaildocs:create_multiple_from_uploaded_document
        wagtaildocs:delete_upload_multiple
        wagtailimages:create_multiple_from_uploaded_image
        wagtailimages:delete_upload_multiple
        """,
    "to to to | -- -- to": "wagtailadmin_pages:revisions_index",
    "po po po": "exchange:take",
    # An author publishes and uploads, a translator does not.
    "ok no ok": """
        exchange:new
        wagtaildocs:index wagtaildocs:index_results wagtaildocs:add
        wagtaildocs:add_multiple wagtaildocs_chooser:create
        wagtailimages:index wagtailimages:index_results wagtailimages:add
        wagtailimages:add_multiple wagtailimages_chooser:create
        wagtailsnippets_cms_fact:add
        """,
    "ok no ok | -- -- ok": """
        wagtailadmin_pages:add wagtailadmin_pages:preview_on_add
        wagtailadmin_pages:delete wagtailadmin_pages:unpublish wagtailadmin_pages:move
        wagtailadmin_pages:set_page_position wagtailadmin_pages:workflow_action
        wagtailadmin_pages:revisions_unschedule
        wagtailadmin_pages:collect_workflow_action_data
        wagtailadmin_pages:workflow_preview
        wagtail_localize:submit_page_translation wagtail_localize:update_translations
        wagtaildocs:edit wagtaildocs:delete wagtaildocs:document_usage
        wagtailimages:edit wagtailimages:delete wagtailimages:preview
        wagtailimages:image_usage
        wagtailsnippets_cms_fact:delete wagtailsnippets_cms_fact:revisions_unschedule
        void_question
        """,
    "to no to | -- -- to": "wagtailadmin_pages:add_subpage",
    # For the administrator alone.
    "-- -- ok": """
        admin/test404/ wagtailadmin_api:documents:listing wagtailadmin_api:images:listing
        wagtailadmin_tag_autocomplete wagtailadmin_collections:index
        wagtailadmin_collections:add wagtailadmin_workflows:index
        wagtailadmin_workflows:index_results wagtailadmin_workflows:add
        wagtailadmin_workflows:task_index wagtailadmin_workflows:task_index_results
        wagtailadmin_workflows:task_chooser wagtailadmin_workflows:task_chooser_results
        wagtailadmin_workflows:task_chooser_create
        wagtailadmin_reports:locked_pages wagtailadmin_reports:locked_pages_results
        wagtailadmin_reports:workflow wagtailadmin_reports:workflow_results
        wagtailadmin_reports:workflow_tasks wagtailadmin_reports:workflow_tasks_results
        wagtailadmin_reports:site_history wagtailadmin_reports:site_history_results
        wagtailadmin_reports:page_types_usage
        wagtailadmin_reports:page_types_usage_results
        wagtail_localize:translations_report
        wagtail_localize:translations_report_results
        wagtailembeds:chooser wagtailembeds:chooser_upload
        wagtailsnippetchoosers_cms_glossaryterm:choose
        wagtailsnippetchoosers_cms_glossaryterm:choose_results
        wagtailsnippetchoosers_cms_glossaryterm:chosen_multiple
        wagtailsnippetchoosers_cms_glossaryterm:create
        wagtailsnippetchoosers_cms_fact:choose
        wagtailsnippetchoosers_cms_fact:choose_results
        wagtailsnippetchoosers_cms_fact:chosen_multiple
        wagtailsnippetchoosers_cms_fact:create
        wagtailsnippetchoosers_cms_helpservice:choose
        wagtailsnippetchoosers_cms_helpservice:choose_results
        wagtailsnippetchoosers_cms_helpservice:chosen_multiple
        wagtailsnippetchoosers_cms_helpservice:create
        wagtaillocales:index wagtaillocales:index_results wagtaillocales:add
        wagtailsites:index wagtailsites:index_results wagtailsites:add
        """,
    "-- -- ok | -- -- ok": """
        wagtailadmin_api:documents:detail wagtailadmin_api:images:detail
        wagtailadmin_pages:set_privacy wagtailadmin_collections:edit
        wagtailadmin_collections:delete wagtailadmin_collections:set_privacy
        wagtailadmin_workflows:disable wagtailadmin_workflows:edit
        wagtailadmin_workflows:usage wagtailadmin_workflows:usage_results
        wagtailadmin_workflows:edit_task wagtailadmin_workflows:disable_task
        wagtailadmin_workflows:task_chosen
        wagtailsnippetchoosers_cms_glossaryterm:chosen
        wagtailsnippetchoosers_cms_fact:chosen wagtailsnippets_cms_fact:unpublish
        wagtailsnippetchoosers_cms_helpservice:chosen
        wagtaillocales:edit wagtaillocales:delete wagtaillocales:history
        wagtaillocales:history_results wagtaillocales:usage wagtaillocales:copy
        wagtailsites:edit wagtailsites:delete wagtailsites:history
        wagtailsites:history_results wagtailsites:usage wagtailsites:copy
        """,
    "-- -- po | -- -- po": """
        wagtailadmin_api:pages:action wagtailadmin_workflows:enable
        wagtailadmin_workflows:remove wagtailadmin_workflows:enable_task
        wagtail_localize:edit_override wagtail_localize:machine_translate
        """,
    "-- -- to": "wagtailadmin_workflows:select_task_type",
    "-- -- no": "wagtailsnippets:index",
    "-- -- !!": "wagtailadmin_error_test",
    # Shut to all: accounts and groups come from memberships.
    "-- -- --": """
        admin/^.*/$ wagtailadmin_block_preview wagtailadmin_api:pages:find
        wagtailadmin_api:documents:find wagtailadmin_api:images:find
        wagtailusers_users:index wagtailusers_users:index_results wagtailusers_users:add
        wagtailusers_groups:index wagtailusers_groups:index_results
        wagtailusers_groups:add
        """,
    # Only a copy has an original that may have changed.
    "-- -- -- | -- -- --": """
        exchange:changes
        wagtailusers_users:edit wagtailusers_users:delete wagtailusers_users:history
        wagtailusers_users:history_results wagtailusers_users:usage
        wagtailusers_users:copy
        wagtailusers_groups:edit wagtailusers_groups:delete wagtailusers_groups:history
        wagtailusers_groups:history_results wagtailusers_groups:usage
        wagtailadmin_pages:convert_alias
        wagtailadmin_tag_model_autocomplete wagtailadmin_workflows:add_task
        wagtail_localize:submit_snippet_translation wagtail_localize:convert_to_alias
        wagtail_localize:snippets_api_listing wagtail_localize:snippets_api_detail
        admin/localize/translate/<int:translation_id>/preview/<str:mode>/
        wagtailsettings:edit wagtailsettings:preview_on_edit
        wagtailimages:url_generator wagtailimages:url_generator_output
        """,
}
