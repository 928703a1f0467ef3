// The buyer's form: fields in the core's order. A field with options is a dropdown.
package example.tradewind.components

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.autofill.ContentType
import androidx.compose.ui.draw.clip
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.contentType
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.withStyle
import androidx.compose.ui.window.Dialog
import example.tradewind.core.BuyerField
import example.tradewind.core.FieldInput
import example.tradewind.core.FormField
import example.tradewind.core.Intent
import example.tradewind.core.Tone
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

@Composable
fun BuyerForm(title: String, fields: List<FormField>, onIntent: (Intent) -> Unit) =
    Column(verticalArrangement = Arrangement.spacedBy(Space.base)) {
        Heading(title)
        // When the form comes back with errors, the first invalid field gets the focus.
        val firstInvalid = fields.firstOrNull { it.error.isNotEmpty() }?.field
        val focusRequester = remember { FocusRequester() }
        LaunchedEffect(firstInvalid) { if (firstInvalid != null) runCatching { focusRequester.requestFocus() } }
        fields.forEach { field ->
            key(field.field) {
                val fieldModifier = Modifier.fillMaxWidth().then(
                    if (field.field == firstInvalid) Modifier.focusRequester(focusRequester) else Modifier,
                )
                val onEdit = { value: String -> onIntent(Intent.EditBuyer(field.field, value)) }
                Column(verticalArrangement = Arrangement.spacedBy(Space.xs)) {
                    AppText(
                        label(field),
                        Modifier.hiddenFromAccessibility(),
                        Design.type.detail.copy(fontWeight = Design.type.label.fontWeight),
                    )
                    if (field.options.isEmpty()) TextInput(field, fieldModifier, onEdit) else DropdownInput(field, fieldModifier, onEdit)
                    if (field.error.isNotEmpty()) {
                        Row(horizontalArrangement = Arrangement.spacedBy(Space.xs), verticalAlignment = Alignment.CenterVertically) {
                            Symbol(Icons.error, color = Design.colors.error, size = Size.iconSmall)
                            AppText(field.error, Modifier.announced(Tone.ERROR), Design.type.detail, Design.colors.error)
                        }
                    }
                }
            }
        }
    }

@Composable
private fun label(field: FormField) = buildAnnotatedString {
    append(field.label)
    if (field.required) withStyle(SpanStyle(color = Design.colors.error)) { append(" *") }
}

@Composable
private fun TextInput(field: FormField, modifier: Modifier, onEdit: (String) -> Unit) = AppTextField(
    value = field.value,
    onValueChange = onEdit,
    modifier = modifier.semantics {
        contentDescription = field.label
        contentType = field.field.contentType()
        if (field.error.isNotEmpty()) error(field.error)
    },
    shape = RoundedCornerShape(Radius.medium),
    isError = field.error.isNotEmpty(),
    forceLeftToRight = field.input == FieldInput.EMAIL || field.input == FieldInput.PHONE,
    keyboardOptions = when (field.input) {
        FieldInput.EMAIL -> KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Email, imeAction = ImeAction.Next)
        FieldInput.PHONE -> KeyboardOptions(keyboardType = KeyboardType.Phone, imeAction = ImeAction.Next)
        FieldInput.TEXT, FieldInput.COUNTRY -> KeyboardOptions(KeyboardCapitalization.Words, imeAction = ImeAction.Next)
    },
)

/** The content type that autofill knows a field by. */
private fun BuyerField.contentType(): ContentType = when (this) {
    BuyerField.EMAIL -> ContentType.EmailAddress
    BuyerField.FIRST_NAME -> ContentType.PersonFirstName
    BuyerField.LAST_NAME -> ContentType.PersonLastName
    BuyerField.PHONE_NUMBER -> ContentType.PhoneNumber
    BuyerField.STREET_ADDRESS -> ContentType.AddressStreet
    BuyerField.EXTENDED_ADDRESS -> ContentType.AddressAuxiliaryDetails
    BuyerField.ADDRESS_LOCALITY -> ContentType.AddressLocality
    BuyerField.ADDRESS_REGION -> ContentType.AddressRegion
    BuyerField.POSTAL_CODE -> ContentType.PostalCode
    BuyerField.ADDRESS_COUNTRY -> ContentType.AddressCountry
}

@Composable
private fun DropdownInput(field: FormField, modifier: Modifier, onEdit: (String) -> Unit) {
    var expanded by rememberSaveable { mutableStateOf(false) }
    val shape = RoundedCornerShape(Radius.medium)
    val value = field.options.firstOrNull { it.selected }?.label.orEmpty()
    val (borderWidth, borderColor) = if (field.error.isEmpty()) {
        Stroke.hairline to Design.colors.outline
    } else {
        Stroke.strong to Design.colors.error
    }
    Row(
        modifier
            .clip(shape)
            .background(Design.colors.surface)
            .border(borderWidth, borderColor, shape)
            .clickable(role = Role.DropdownList) { expanded = true }
            .semantics(mergeDescendants = true) { contentDescription = field.label }
            .defaultMinSize(Size.touch, Size.field)
            .padding(horizontal = Space.base, vertical = Space.md),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        AppText(value, Modifier.weight(1f))
        Symbol(Icons.down)
    }
    if (expanded) {
        Dialog({ expanded = false }) {
            LazyColumn(Modifier.background(Design.colors.surface, RoundedCornerShape(Radius.large)).padding(Space.base)) {
                items(field.options, key = { it.key }) { option ->
                    RadioRow(option.selected, null, {
                        onEdit(option.key)
                        expanded = false
                    }) { AppText(option.label) }
                }
            }
        }
    }
}
